//! Who succeeds the parties of an agreement.

use chrono::NaiveDate;

use super::Agreement;
use crate::act::{ActDetails, ActId, RecordedAct, Succession};
use crate::actor::ActorId;
use crate::day::Span;
use crate::law::succession;
use crate::party::PartyRole;

/// A succession as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionStanding<'a> {
    /// The act that recorded it.
    pub act: ActId,
    /// Who succeeds whom, and by what.
    pub succession: &'a Succession,
    /// Since when.
    pub on: Span,
    /// Since when it is contested, and by which act.
    pub contested: Option<(ActId, Span)>,
}

impl Agreement {
    /// The role of a party, or of who is recorded to succeed it.
    #[must_use]
    pub fn role_of(&self, actor: ActorId) -> Option<PartyRole> {
        succession::role_of(&self.standing.parties, self.effective_acts(), actor)
    }

    /// The successions that are recorded for a day, in the order of the log.
    #[must_use]
    pub fn successions(&self, day: NaiveDate) -> Vec<SuccessionStanding<'_>> {
        let by = |act: &RecordedAct| act.body.effective().filter(|on| on.latest <= day);
        self.effective_acts()
            .filter_map(|act| match &act.body.details {
                ActDetails::SuccessionRecorded(succession) => Some(SuccessionStanding {
                    act: act.id,
                    succession,
                    on: by(act)?,
                    contested: self.contested(act.id, day),
                }),
                _ => None,
            })
            .collect()
    }

    fn contested(&self, id: ActId, day: NaiveDate) -> Option<(ActId, Span)> {
        self.effective_acts().find_map(|act| match &act.body.details {
            ActDetails::SuccessionContested { succession } if *succession == id => {
                let on = act.body.effective().filter(|on| on.latest <= day)?;
                Some((act.id, on))
            }
            _ => None,
        })
    }
}
