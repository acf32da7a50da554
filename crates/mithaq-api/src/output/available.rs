//! Which acts may be done now.

use std::sync::Arc;

use async_graphql::SimpleObject;
use mithaq_domain::agreement;
use mithaq_domain::party::PartyRole;

use super::refusal::{Refusal, Told};
use crate::reading::Reading;
use crate::words::ActKind;

/// A kind of act, and whether the home party may do it today, in its mildest form. What is then sent is judged by what
/// it says.
#[derive(SimpleObject)]
pub(crate) struct AvailableAct {
    /// The kind.
    kind: ActKind,
    /// Whether it may be done.
    allowed: bool,
    /// What stands against it, where it may not.
    refusal: Option<Refusal>,
}

impl AvailableAct {
    /// Every kind of act that is recorded by hand.
    pub(crate) fn all(log: &agreement::Agreement, reading: &Arc<Reading>) -> Vec<Self> {
        let told = Told { agreement: Some(log.id()), path: None, reading };
        let home = log.standing().parties.get(PartyRole::Home).actor;
        let available = log.available(home, reading.today).into_iter();
        available
            .map(|act| Self {
                kind: act.kind.into(),
                allowed: act.forbidden.is_none(),
                refusal: act.forbidden.as_ref().map(|finding| told.refusal(finding)),
            })
            .collect()
    }
}
