//! What the program takes from outside itself: the moment, and fresh identities. Everything else gets them as arguments.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The moment.
pub(crate) fn now() -> DateTime<Utc> {
    #[allow(clippy::disallowed_methods, reason = "this is where the clock is read")]
    Utc::now()
}

/// A fresh identity (`UUIDv7`).
pub(crate) fn new_id() -> Uuid {
    #[allow(clippy::disallowed_methods, reason = "this is where identities are drawn")]
    Uuid::now_v7()
}
