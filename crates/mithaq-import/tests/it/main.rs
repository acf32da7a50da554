//! Behaviour of the import through its public face.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod real_files;
