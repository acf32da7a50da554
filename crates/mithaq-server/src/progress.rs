//! How far something has come: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Nothing is said of what takes less.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

/// How far something has come; told on standard error.
pub(crate) enum Progress {
    /// A bar that is drawn anew.
    Bar(ProgressBar),
    /// Lines.
    Lines {
        /// What it is that is counted.
        what: &'static str,
        /// How many there are, where that is known.
        total: Option<u64>,
        /// When the next line is due.
        next: Instant,
    },
}

impl Progress {
    /// Begins; `total` is none where it is not known how many there are.
    pub(crate) fn new(what: &'static str, total: Option<u64>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::Lines { what, total, next: Instant::now() + PATIENCE };
        }
        let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        let template = match total {
            Some(_) => "{bar:30} {pos}/{len} {msg} ({per_sec}, {eta} left)",
            None => "{spinner} {pos} {msg} ({per_sec})",
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self::Bar(bar.with_message(what))
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        match self {
            Self::Bar(bar) => bar.set_position(done),
            Self::Lines { what, total, next } => {
                if Instant::now() < *next {
                    return;
                }
                *next = Instant::now() + EVERY;
                match total {
                    Some(total) => eprintln!("  {done} of {total} {what}"),
                    None => eprintln!("  {done} {what}"),
                }
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match self {
            Self::Bar(bar) => bar.finish_and_clear(),
            Self::Lines { .. } => {}
        }
    }
}
