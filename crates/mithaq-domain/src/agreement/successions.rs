//! Who succeeds the parties of an agreement.

use chrono::NaiveDate;

use super::Agreement;
use crate::act::{ActDetails, ActId, RecordedAct, Succession, SuccessionManner};
use crate::actor::ActorId;
use crate::day::Span;
use crate::law::succession::{Agreed, side_of};
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
    /// On whose side an actor stands: a party's own, or that of a party which it has come to succeed by agreement.
    #[must_use]
    pub fn role_of(&self, actor: ActorId) -> Option<PartyRole> {
        let parties = &self.standing.parties;
        parties.role_of(actor).or_else(|| {
            let agreed = self.effective_acts().filter_map(|act| match &act.body.details {
                ActDetails::SuccessionRecorded(said) if said.manner == SuccessionManner::Agreed => {
                    Some(Agreed { predecessor: said.predecessor, successor: said.successor })
                }
                _ => None,
            });
            side_of(parties, &agreed.collect::<Vec<_>>(), actor)
        })
    }

    /// The successions that are recorded for a day, in the order of the log. Of several of one pair the last stands.
    #[must_use]
    pub fn successions(&self, day: NaiveDate) -> Vec<SuccessionStanding<'_>> {
        let by = |act: &RecordedAct| act.body.effective().filter(|on| on.latest <= day);
        let mut standing: Vec<SuccessionStanding<'_>> = Vec::new();
        for act in self.effective_acts() {
            let (ActDetails::SuccessionRecorded(succession), Some(on)) = (&act.body.details, by(act)) else { continue };
            let pair = |said: &Succession| (said.predecessor, said.successor);
            standing.retain(|earlier| pair(earlier.succession) != pair(succession));
            standing.push(SuccessionStanding { act: act.id, succession, on, contested: self.contested(act.id, day) });
        }
        standing
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
