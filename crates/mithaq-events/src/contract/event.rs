//! The data of an event.

use chrono::NaiveDate;
use mithaq_domain::act::{ActBody, ActId, AgreementId, RecordedAct};
use mithaq_domain::actor::{self, ActorId};
use mithaq_domain::agreement::{Agreement, StatusName};
use mithaq_domain::day::LegalDay;
use mithaq_domain::law::{Footing, Reason, ReasonCode, Treaty};
use mithaq_domain::party::{Parties, PartyRole};
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_store::stream::FeedEntry;
use serde::Serialize;

/// The data of an event: what most consumers need, and, with `__typename` and `id`, enough for a federated router to
/// resolve the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgreementData {
    /// Always `Agreement`.
    #[serde(rename = "__typename")]
    pub typename: &'static str,
    /// The agreement.
    pub id: AgreementId,
    /// Its number.
    pub registry_number: RegistryNumber,
    /// The event's place among those of this agreement, from 1, without gaps in a topic.
    pub revision: i64,
    /// The status before and after the act, both as of the registry's civil day on which it was recorded; of an act that
    /// announces a day which came by itself, on the eve of that day and on it.
    pub status: StatusChange,
    /// The act.
    pub act: ActData,
    /// The two parties, home first.
    pub parties: Vec<PartyData>,
    /// The day on which the act takes effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<LegalDay>,
    /// Why the agreement has the status that it has after the act.
    pub because: Vec<ReasonData>,
}

/// A status before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StatusChange {
    /// Before the act.
    pub before: StatusName,
    /// After it.
    pub after: StatusName,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActData {
    /// Its identity; the event's too.
    pub id: ActId,
    /// What is said of it.
    #[serde(flatten)]
    pub body: ActBody,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyData {
    /// The actor's identity.
    pub id: ActorId,
    /// Its code: ISO 3166-1 alpha-3 for countries.
    pub code: Option<&'static str>,
    /// Its name in English.
    pub name: Option<&'static str>,
    /// On whose side it stands.
    pub role: PartyRole,
}

/// Why a status is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonData {
    /// The kind of reason.
    pub code: ReasonCode,
    /// The reason in English.
    pub text: String,
    /// The act that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<ActId>,
    /// The provision that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provision: Option<ProvisionData>,
}

/// A provision of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProvisionData {
    /// The treaty.
    pub treaty: Treaty,
    /// The article.
    pub article: &'static str,
    /// Whether it applies as a treaty or as custom.
    pub footing: Footing,
}

impl AgreementData {
    /// What an act made of an agreement: `after` is the agreement with the act as its last, `before` without it,
    /// `recorded_on` the registry's civil day on which it was recorded, `entry` its place in the audience's feed.
    #[must_use]
    pub fn of(
        before: Option<&Agreement>,
        after: &Agreement,
        act: &RecordedAct,
        recorded_on: NaiveDate,
        entry: &FeedEntry,
    ) -> Self {
        let mut body = act.body.clone();
        if entry.hides_other {
            body.details = body.details.without_other_agreement();
        }
        let (eve, day) = act.days_compared(recorded_on);
        let period = after.on(day);
        Self {
            typename: "Agreement",
            id: after.id(),
            registry_number: after.number().clone(),
            revision: entry.revision,
            status: StatusChange {
                before: before.map_or(StatusName::None, |before| before.on(eve).status),
                after: period.status,
            },
            act: ActData { id: act.id, body },
            parties: parties(&after.standing().parties),
            effective_on: [&act.body.effective_on, &act.body.received_on, &act.body.action_on, &act.body.sent_on]
                .into_iter()
                .flatten()
                .next()
                .cloned(),
            because: period.reasons.iter().map(|reason| ReasonData::of(reason, after.standing().footing)).collect(),
        }
    }
}

/// Both parties as they are told.
pub(crate) fn parties(parties: &Parties) -> Vec<PartyData> {
    parties
        .iter()
        .map(|(role, party)| {
            let actor = actor::by_id(party.actor);
            PartyData {
                id: party.actor,
                code: actor.map(|actor| actor.code),
                name: actor.map(|actor| actor.names.en),
                role,
            }
        })
        .collect()
}

impl ReasonData {
    fn of(reason: &Reason, footing: Footing) -> Self {
        Self {
            code: reason.code,
            text: reason.text.clone(),
            act: reason.act,
            provision: reason.provision.map(|provision| ProvisionData {
                treaty: provision.treaty,
                article: provision.article,
                footing,
            }),
        }
    }
}
