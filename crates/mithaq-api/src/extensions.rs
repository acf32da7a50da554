//! What a request may ask for beside its answer.

use std::sync::Arc;

use async_graphql::Value;
use serde::Serialize;

use crate::failure::Failure;
use crate::input::feed_place::state_token;
use crate::reading::{Reading, may_read};
use crate::request::Request;

/// What asks for the cost of an operation.
pub(crate) const COST: &str = "cost";

/// What asks for the state that the answer is of.
pub(crate) const POSITION: &str = "position";

/// What an answer says beside its data, each where the request's own `extensions` ask for it by `true`.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Extensions {
    /// What the operation costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cost: Option<Cost>,
    /// The state that the answer is of: a cursor of the feed, sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<String>,
    /// Which field took how long, for a gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ftv1: Option<Value>,
}

/// What an operation costs.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Cost {
    /// At most, as it was reckoned before anything was read.
    pub(crate) requested: u64,
    /// What it may cost.
    pub(crate) limit: u64,
    /// What it came to, by what was answered.
    pub(crate) actual: u64,
}

impl Extensions {
    /// Whether there is nothing to say.
    pub(crate) const fn is_empty(&self) -> bool {
        self.cost.is_none() && self.position.is_none() && self.ftv1.is_none()
    }
}

impl Request {
    /// Whether something is asked for beside the answer.
    pub(crate) fn asks_for(&self, extension: &str) -> bool {
        let asked = self.body.extensions.as_ref().and_then(|extensions| extensions.get(extension));
        asked.and_then(serde_json::Value::as_bool).unwrap_or(false)
    }
}

/// The state that a reading is of: every act up to there is in what it has read, and those that are to come are told by
/// the feed after it. An act that has no place in the feed yet may be in it too, and is told again.
pub(crate) async fn position(reading: &Arc<Reading>) -> Result<String, Failure> {
    may_read(&reading.caller)?;
    let end = reading.feed_end().await?;
    Ok(state_token(&reading.registry, end))
}
