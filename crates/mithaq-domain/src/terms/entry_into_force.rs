//! How an agreement enters into force (VCLT 24).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::day::Offset;

/// How the text says that the agreement enters into force (VCLT 24(1)).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum EntryIntoForceRule {
    /// Upon signature by both, or so long after the later of the two.
    OnSignature {
        /// How long after it.
        offset: Offset,
    },
    /// On a day that the text names, once both have consented.
    OnDate {
        /// That day.
        date: NaiveDate,
    },
    /// On the exchange of the instruments of ratification, or so long after it.
    OnExchangeOfInstruments {
        /// How long after it.
        offset: Offset,
    },
    /// Counted from the later of the two notifications.
    OnLaterNotification {
        /// How long after it.
        offset: Offset,
    },
    /// On an event that the text describes; its day is recorded when it happens.
    OnEvent {
        /// The event, in the text's words.
        event: String,
        /// How long after it.
        offset: Offset,
    },
    /// The text is silent: as soon as the consent of both is established (VCLT 24(2)).
    Default,
}
