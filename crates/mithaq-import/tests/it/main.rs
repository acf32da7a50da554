//! Behaviour of the import through its public face.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::print_stdout, reason = "a test may tell what it measured or skipped")]

mod deciding;
mod lines;
mod names;
mod real_files;
mod records;
mod sample;
