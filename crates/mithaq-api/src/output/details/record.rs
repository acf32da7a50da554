//! Details of what is said of the record, and of what stands beside the agreement's course.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use mithaq_domain::act::{self, ActId};
use mithaq_domain::agreement;
use mithaq_domain::label::{self, Label};

use super::super::act::Act;
use super::super::agreement::Agreement;
use super::super::status::AssertedStatus;
use super::super::terms::AgreementTerms;
use crate::failure::Nullable;
use crate::reading::Reading;
use crate::words::{MissingFact, RelationKind, ReservationKind, SecurityLabel};

/// What is said of an act that is about an earlier one: a revocation of its notice, a confirmation of its signature, an
/// objection to its claim, a correction of the entry.
pub(crate) struct ReferenceDetails {
    pub(super) log: Arc<agreement::Agreement>,
    pub(super) act: ActId,
    pub(super) reason: Option<String>,
    pub(super) reading: Arc<Reading>,
}

/// What is said of an act that is about an earlier one: a revocation of its notice, a confirmation of its signature, an
/// objection to its claim, a correction of the entry.
#[Object]
impl ReferenceDetails {
    /// The earlier act.
    async fn act(&self) -> Option<Act> {
        Act::find(&self.log, self.act, &self.reading)
    }

    /// Why, where it is said.
    async fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

/// What another register says.
#[derive(SimpleObject)]
pub(crate) struct ImportDetails {
    /// The register.
    register: String,
    /// The record's key in it.
    key: String,
    /// What is known of the text.
    terms: AgreementTerms,
    /// The status that the register states.
    asserted_status: Option<AssertedStatus>,
    /// Facts that the register lacks.
    missing: Vec<MissingFact>,
    /// Printed sources, registrations and addresses, in the register's words.
    references: Vec<String>,
    /// Doubts that arose in reading the record, as codes.
    doubts: Vec<String>,
}

/// What a statement made with signature or consent says (VCLT 2(1)(d)).
#[derive(SimpleObject)]
pub(crate) struct ReservationDetails {
    /// What it is.
    reservation: ReservationKind,
    /// Its words.
    words: String,
    /// The clauses that it is about.
    clauses: Vec<String>,
}

/// What is said of registration with the United Nations (Charter 102, VCLT 80).
#[derive(SimpleObject)]
pub(crate) struct RegistrationDetails {
    /// The registration number, `I-12345`.
    number: Option<String>,
    /// Where it is printed in the United Nations Treaty Series.
    printed_in: Option<String>,
}

/// What is said of a decision not to register. The Charter knows no exception for secrecy (102).
#[derive(SimpleObject)]
pub(crate) struct WithholdingDetails {
    /// Who decided so.
    authority: String,
    /// Why.
    why: String,
}

/// What is said of a relation to another agreement, read from this one to the other: "this one amends that one".
pub(crate) struct RelationDetails {
    said: act::Relation,
    reading: Arc<Reading>,
}

/// What is said of a relation to another agreement, read from this one to the other: "this one amends that one".
#[Object]
impl RelationDetails {
    /// What this agreement does to the other.
    async fn relation(&self) -> RelationKind {
        self.said.relation.into()
    }

    /// The other, where the registry holds it and the caller may see it.
    async fn to_agreement(&self) -> Nullable<Agreement> {
        Agreement::load(self.said.to?, &self.reading).await.transpose()
    }

    /// The other in a source's words, where the registry does not hold it.
    async fn to_as_printed(&self) -> Option<&str> {
        self.said.to_as_printed.as_deref()
    }

    /// For an arrangement that carries the other out: whether the text lets it end with the other.
    async fn ends_with_other(&self) -> bool {
        self.said.ends_with_other
    }
}

/// What is said of another label.
#[derive(SimpleObject)]
pub(crate) struct ReclassificationDetails {
    /// How far the agreement is kept from being known from then on.
    label: SecurityLabel,
    /// The ministries that it may be released to, by their codes; empty means every ministry.
    releasable_to: Vec<String>,
}

impl RelationDetails {
    pub(super) fn of(said: &act::Relation, reading: &Arc<Reading>) -> Self {
        Self { said: said.clone(), reading: Arc::clone(reading) }
    }
}

impl From<&act::Import> for ImportDetails {
    fn from(import: &act::Import) -> Self {
        Self {
            register: import.register.clone(),
            key: import.key.clone(),
            terms: (&import.terms).into(),
            asserted_status: import.asserted_status.as_ref().map(Into::into),
            missing: import.missing.iter().map(|fact| (*fact).into()).collect(),
            references: import.references.clone(),
            doubts: import.doubts.clone(),
        }
    }
}

impl From<&act::Reservation> for ReservationDetails {
    fn from(made: &act::Reservation) -> Self {
        Self { reservation: made.kind.into(), words: made.text.clone(), clauses: made.clauses.clone() }
    }
}

impl From<&act::Registration> for RegistrationDetails {
    fn from(registration: &act::Registration) -> Self {
        Self { number: registration.number.clone(), printed_in: registration.printed_in.clone() }
    }
}

impl From<&act::Withholding> for WithholdingDetails {
    fn from(withholding: &act::Withholding) -> Self {
        Self { authority: withholding.authority.clone(), why: withholding.reason.clone() }
    }
}

impl From<&Label> for ReclassificationDetails {
    fn from(label: &Label) -> Self {
        let releasable_to = label.releasable_to.iter().map(label::Ministry::as_str).map(str::to_owned).collect();
        Self { label: label.classification.into(), releasable_to }
    }
}
