//! How far something has come: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Nothing is said of what takes less.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

/// How far something has come; told on standard error.
pub(crate) struct Progress {
    what: &'static str,
    /// How many bytes there are to go through, where that is known.
    length: Option<u64>,
    manner: Manner,
}

/// How it is told.
enum Manner {
    /// A bar that is drawn anew.
    Bar(ProgressBar),
    /// Lines; when the next one is due.
    Lines(Instant),
}

impl Progress {
    /// Begins to count; how many there are is not known.
    pub(crate) fn counting(what: &'static str) -> Self {
        Self::new(what, None, "{spinner} {msg}, {elapsed}")
    }

    /// Begins to go through a file of so many bytes.
    pub(crate) fn through(what: &'static str, length: u64) -> Self {
        Self::new(what, Some(length), "{bar:30} {percent} % ({msg}), {eta} left")
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        self.at_byte(done, 0);
    }

    /// So many are done, and the file is read up to a byte.
    pub(crate) fn at_byte(&mut self, done: u64, position: u64) {
        match &mut self.manner {
            Manner::Bar(bar) => {
                bar.set_message(format!("{done} {}", self.what));
                bar.set_position(position);
            }
            Manner::Lines(next) => {
                if Instant::now() < *next {
                    return;
                }
                *next = Instant::now() + EVERY;
                match self.length.filter(|length| *length > 0) {
                    Some(length) => eprintln!("  {done} {}, {} %", self.what, position.saturating_mul(100) / length),
                    None => eprintln!("  {done} {}", self.what),
                }
            }
        }
    }

    fn new(what: &'static str, length: Option<u64>, template: &str) -> Self {
        let manner = if std::io::stderr().is_terminal() {
            let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            Manner::Bar(bar)
        } else {
            Manner::Lines(Instant::now() + PATIENCE)
        };
        Self { what, length, manner }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match &self.manner {
            Manner::Bar(bar) => bar.finish_and_clear(),
            Manner::Lines(_) => {}
        }
    }
}
