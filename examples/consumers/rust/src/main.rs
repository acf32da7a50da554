//! Keeps a local table of the agreements in force, from an audience's events.

mod event;
mod options;
mod table;

use std::collections::BTreeSet;
use std::io::{Write, stdout};
use std::time::Duration;

use clap::Parser;
use rdkafka::Message as _;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer};
use rdkafka::error::KafkaError;

use event::Event;
use options::Options;
use table::Table;

/// The table is saved, and then the offsets are committed, after this many events or when no more are there.
const BATCH: usize = 500;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let mut table = Table::open(&options.table)?;
    let consumer: BaseConsumer = options.client()?.create()?;
    consumer.subscribe(&[&options.topic()])?;
    let mut ended = BTreeSet::new();
    let mut unsaved = 0;
    loop {
        let idle = match consumer.poll(Duration::from_millis(500)) {
            Some(Ok(message)) => {
                ended.remove(&message.partition());
                let changed = table.apply(Event::of(&message)?)?;
                unsaved += 1;
                if let Some(line) = changed.filter(|_| !options.until_caught_up) {
                    writeln!(stdout(), "{line}")?;
                }
                false
            }
            Some(Err(KafkaError::PartitionEOF(partition))) => {
                ended.insert(partition);
                true
            }
            Some(Err(error)) => return Err(error.into()),
            None => true,
        };
        if unsaved >= BATCH || (idle && unsaved > 0) {
            table.save()?;
            consumer.commit_consumer_state(CommitMode::Sync)?;
            unsaved = 0;
        }
        if options.until_caught_up && !ended.is_empty() && ended.len() == consumer.assignment()?.count() {
            return table.print(stdout().lock());
        }
    }
}
