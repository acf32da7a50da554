//! `mithaq audience`

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use mithaq_domain::label::{Classification, Ministry};

use super::store;
use crate::output;
use crate::settings::DatabaseArgs;

/// Who has topics of their own, and what they are told.
///
/// An audience is a partner system with a ministry and a clearance. It has two topics:
/// mithaq.agreement.events.v1.NAME and mithaq.agreement.state.v1.NAME.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  mithaq audience add interior --ministry MOI --clearance CONFIDENTIAL")]
pub(super) struct Audience {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Register an audience. It is told of what is recorded from then on, once the publisher's leader starts anew
    Add {
        /// Its name, as it stands in its topics' names: a letter, then letters, digits or dashes, all small, at most 40
        #[arg(value_parser = name)]
        name: String,
        /// Its ministry, such as MOI; without one it is told of what is released to every ministry
        #[arg(long, value_name = "CODE", value_parser = ministry)]
        ministry: Option<Ministry>,
        /// How far it is cleared: UNCLASSIFIED, RESTRICTED, CONFIDENTIAL or SECRET
        #[arg(long, value_name = "LABEL")]
        clearance: Classification,
    },
    /// List the audiences: name, clearance, ministry
    List,
}

impl Audience {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let stream = store(&self.database)?.stream();
        match self.command {
            Command::Add { name, ministry, clearance } => {
                let audience =
                    mithaq_store::stream::Audience { name, clearance, ministry, every_ministry: false, generation: 1 };
                let taken = stream.audiences().await?.iter().any(|there| there.name == audience.name);
                anyhow::ensure!(!taken, "there is an audience {} already", audience.name);
                stream.add_audience(&audience).await.context("the audience could not be registered")?;
            }
            Command::List => {
                for audience in stream.audiences().await? {
                    let ministry = match (&audience.ministry, audience.every_ministry) {
                        (_, true) => "every ministry",
                        (Some(ministry), false) => ministry.as_str(),
                        (None, false) => "no ministry",
                    };
                    output::line(&format!("{}  {}  {ministry}", audience.name, audience.clearance))?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn name(text: &str) -> Result<String, String> {
    let begins = text.starts_with(|first: char| first.is_ascii_lowercase());
    let goes_on = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if begins && goes_on && text.len() <= 40 {
        Ok(text.to_owned())
    } else {
        Err("a small letter, then small letters, digits or dashes, at most 40 in all".to_owned())
    }
}

fn ministry(text: &str) -> Result<Ministry, String> {
    Ministry::try_from(text.to_owned()).map_err(|error| error.to_string())
}
