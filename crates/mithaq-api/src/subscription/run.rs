//! A subscription that runs.

use std::sync::Arc;

use async_graphql::{Response, ServerError, Value};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt, StreamExt};

use crate::answer::{Body, name_code, to_json};
use crate::extensions::Extensions;
use crate::failure::Code;
use crate::reading::Readings;

/// What a subscriber is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The answer for something that happened, as JSON.
    Next(String),
    /// It cannot be subscribed to, or not any further: the errors, as a JSON list. It is the last event.
    Refused(String),
    /// The database did not answer while something was told: subscribe again after the last cursor that came. It is the
    /// last event.
    Interrupted,
}

/// A subscription that runs. Dropping it ends it.
pub struct Subscribed {
    responses: BoxStream<'static, Response>,
    readings: Arc<Readings>,
}

impl Subscribed {
    pub(crate) fn new(responses: BoxStream<'static, Response>, readings: Arc<Readings>) -> Self {
        Self { responses, readings }
    }

    /// Waits for what comes next; none where it is over.
    pub fn next(&mut self) -> BoxFuture<'_, Option<Event>> {
        self.await_next().boxed()
    }

    async fn await_next(&mut self) -> Option<Event> {
        let mut response = self.responses.next().await?;
        // Nothing is held while the subscriber takes its time to read.
        self.readings.finish().await;
        for error in &mut response.errors {
            name_code(error);
        }
        Some(match response.data {
            _ if response.errors.iter().any(is_unavailable) => Event::Interrupted,
            Value::Null => Event::Refused(to_json(&response.errors)),
            data => Event::Next(to_json(&Body::of(response.errors, Some(data), Extensions::default()))),
        })
    }
}

fn is_unavailable(error: &ServerError) -> bool {
    let code = error.extensions.as_ref().and_then(|values| values.get("code"));
    code.is_some_and(|code| *code == Value::from(Code::Unavailable.as_str()))
}
