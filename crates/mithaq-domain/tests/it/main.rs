//! Behaviour of the domain through its public face.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod actors;
mod book;
mod calendar;
mod chain;
mod conflicts;
mod days;
mod ending;
mod erasure;
mod force;
mod imported;
mod notice;
mod parts;
mod properties;
mod record;
mod scenarios;
mod serialised;
mod signature;
mod simulation;
mod succession;
mod time;
mod worked_case;
