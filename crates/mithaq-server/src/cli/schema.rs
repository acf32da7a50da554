//! `mithaq schema`

use std::process::ExitCode;

use clap::Args;

use crate::output;

/// Print the subgraph's schema (Federation 2 SDL), as a gateway composes it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  mithaq schema >schema.graphql")]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let Self {} = self;
        output::line(mithaq_api::sdl().trim_end_matches('\n'))?;
        Ok(ExitCode::SUCCESS)
    }
}
