//! Which acts a party may do on a day, by the rules that judge them.

use chrono::NaiveDate;

use super::forms::Forms;
use super::{Agreement, Stance};
use crate::act::{ActBody, ActDetails, ActKind, Instrument, LegalBasis};
use crate::actor::ActorId;
use crate::law::{Finding, FindingCode, Weight};

/// A kind of act, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Available {
    /// The kind.
    pub kind: ActKind,
    /// Why it may not be done; none where it may.
    pub forbidden: Option<Finding>,
}

impl Agreement {
    /// For every kind of act that a person may record, whether a party may do it on a day in its mildest form.
    #[must_use]
    pub fn available(&self, actor: ActorId, today: NaiveDate) -> Vec<Available> {
        let kinds = ActKind::ALL.iter().copied();
        kinds.filter_map(|kind| self.may_be_done(kind, actor, today)).collect()
    }

    /// What stands against a kind of act; none where nobody records it by hand.
    fn may_be_done(&self, kind: ActKind, actor: ActorId, today: NaiveDate) -> Option<Available> {
        let forbidden = match self.forms(kind, actor) {
            Forms::NotByHand => return None,
            Forms::AlwaysAllowed => None,
            Forms::Nothing(message) => Some(Finding::bar(FindingCode::NoSuchAct, "kind", message)),
            Forms::Of(forms) => {
                let found: Vec<Option<Finding>> =
                    forms.into_iter().map(|details| self.against(kind, details, actor, today)).collect();
                let allowed = found.iter().any(Option::is_none);
                found.into_iter().flatten().next().filter(|_| !allowed)
            }
        };
        Some(Available { kind, forbidden })
    }

    /// The weightiest finding against one form of an act, done today.
    fn against(&self, kind: ActKind, details: ActDetails, actor: ActorId, today: NaiveDate) -> Option<Finding> {
        let mut body = ActBody::new(LegalBasis::Reported, details).done_on(today).effective_on(today);
        body.received_on = Some(today.into());
        body.by = Forms::are_of(kind, actor);
        body.instrument = Some(Instrument {
            kind: "note verbale".to_owned(),
            reference: None,
            place: None,
            dated: None,
            sha256: None,
        });
        let findings = match self.decide(body, Stance::Done, today) {
            Ok(change) => change.warnings().to_vec(),
            Err(refused) => refused.0,
        };
        findings.into_iter().filter(|finding| finding.weight != Weight::Warns).max_by_key(|finding| finding.weight)
    }
}
