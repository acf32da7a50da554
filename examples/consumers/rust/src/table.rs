//! The local table: where each agreement stands, and up to which event.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write, stderr};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use crate::event::{Change, Data, Event};

/// The table with the file that it is kept in.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    content: Content,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Content {
    /// How many events were taken in, without repeats.
    events: u64,
    /// The highest sequence among them; at rest it equals `events`, or some were missed.
    last_sequence: u64,
    agreements: BTreeMap<String, Row>,
}

/// An agreement; without a number and a status where it left the audience's sight.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    registry_number: Option<String>,
    status: Option<String>,
    revision: u64,
    sequence: u64,
}

/// A line of the table as it is printed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'t> {
    id: &'t str,
    registry_number: &'t Option<String>,
    status: &'t str,
}

impl Table {
    /// Opens the table, or begins one.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let content = match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| format!("{} is no table", path.display()))?,
            Err(error) if error.kind() == ErrorKind::NotFound => Content::default(),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        Ok(Self { path: path.to_owned(), content })
    }

    /// Takes an event in, unless it was before. Answers how the agreement stands where that changed.
    pub fn apply(&mut self, event: Event) -> anyhow::Result<Option<String>> {
        let row = self.content.agreements.entry(event.agreement.clone()).or_default();
        if event.sequence <= row.sequence {
            return Ok(None);
        }
        let begins = matches!(event.change, Change::Disclosed(_));
        if !begins && event.revision != row.revision + 1 {
            bail!(
                "agreement {}: revision {} came after {}, so events are missing; begin with a new --table and --group",
                event.agreement,
                event.revision,
                row.revision
            );
        }
        let before = row.status.clone();
        match event.change {
            Change::Withdrawn => *row = Row::default(),
            Change::Disclosed(data) | Change::Act(data) => row.learn(data),
        }
        row.revision = event.revision;
        row.sequence = event.sequence;
        self.content.events += 1;
        self.content.last_sequence = self.content.last_sequence.max(event.sequence);
        let name = row.registry_number.as_deref().unwrap_or(&event.agreement);
        Ok((row.status != before).then(|| format!("{name} {}", row.status.as_deref().unwrap_or("withdrawn"))))
    }

    /// Puts the table on disk: whole, or as it was before.
    pub fn save(&self) -> anyhow::Result<()> {
        let new = self.path.with_extension("json.new");
        std::fs::write(&new, serde_json::to_vec(&self.content)?)?;
        std::fs::rename(&new, &self.path).with_context(|| self.path.display().to_string())
    }

    /// Prints the agreements in force, by id.
    pub fn print(&self, mut out: impl Write) -> anyhow::Result<()> {
        let Content { events, last_sequence, agreements } = &self.content;
        for (id, row) in agreements {
            if let Some(status @ "IN_FORCE") = row.status.as_deref() {
                let line = Line { id, registry_number: &row.registry_number, status };
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            }
        }
        Ok(writeln!(stderr(), "caught up: {events} events, last sequence {last_sequence}")?)
    }
}

impl Row {
    fn learn(&mut self, data: Data) {
        self.registry_number = data.registry_number.or(self.registry_number.take());
        self.status = data.status.map(|status| status.after).or(self.status.take());
    }
}
