//! Behaviour of the import through its public face.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a test may tell what it measured or skipped")]

mod catalogue;
mod deciding;
mod lines;
mod names;
mod own_lines;
mod real_files;
mod records;
mod relations;
mod report;
mod sample;
