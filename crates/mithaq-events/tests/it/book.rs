//! Agreements as the tests make them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mithaq_domain::act::{
    ActBody, ActDetails, AgreementId, FullPowers, LegalBasis, Office, Proposal, Relation, RelationKind, Signature,
    Supersession, SupersessionExtent,
};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::label::{Classification, Label};
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::terms::{Area, Bindingness, EntryIntoForceRule, Form, Language, Terms, Title, Titles};
use mithaq_store::testing::officer;
use mithaq_store::{Changed, Store, StoreError};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn body(classification: Classification) -> ActBody {
    let title = Title { language: Language::english(), value: "Agreement on exercises".to_owned() };
    let proposal = Proposal {
        parties: Parties::try_new(Party::of(ActorId::of_code("JOR")), Party::of(ActorId::of_code("GBR"))).unwrap(),
        terms: Terms {
            titles: Titles::try_new(vec![title]).unwrap(),
            form: Form::Agreement,
            bindingness: Bindingness::Binding,
            areas: BTreeSet::from([Area::JointExercises]),
            consent: None,
            entry_into_force: Some(EntryIntoForceRule::Default),
            duration: None,
            termination: None,
            survival: None,
            amendment: None,
        },
        label: Label { classification, releasable_to: BTreeSet::new() },
        mandate: None,
    };
    ActBody::new(LegalBasis::Reported, ActDetails::Proposed(Box::new(proposal))).done_on(day("2020-01-01"))
}

/// Opens an agreement.
pub(crate) async fn open(
    store: &Store,
    id: AgreementId,
    classification: Classification,
) -> Result<Changed, StoreError> {
    let body = body(classification);
    store.open(&officer(), |number| Agreement::open(id, number, body, day("2026-01-01"))).await
}

pub(crate) fn signature(by: ActorId) -> ActBody {
    let signature = Signature {
        signatory: None,
        office: Office::ForeignMinister,
        full_powers: FullPowers::Unknown,
        place: None,
        subject_to_ratification: false,
        ad_referendum: false,
    };
    ActBody::new(LegalBasis::Reported, ActDetails::Signed(signature)).by(by).done_on(day("2020-02-01"))
}

/// Records one more act: a signature, which is recorded however often it is said to have been made.
pub(crate) async fn add(store: &Store, id: AgreementId) -> Result<Changed, StoreError> {
    let body = signature(ActorId::of_code("JOR"));
    store.change(&officer(), id, None, |agreement| agreement.decide(body, Stance::Done, day("2026-01-01"))).await
}

/// Says that an agreement carries another one out, or that the other has taken its place.
pub(crate) async fn relate(store: &Store, id: AgreementId, other: AgreementId, supersedes: bool) {
    let details = if supersedes {
        let extent = SupersessionExtent::IncompatibleProvisions;
        ActDetails::Superseded(Supersession { by: Some(other), by_as_printed: None, extent })
    } else {
        let relation = RelationKind::Implements;
        ActDetails::Related(Relation { relation, to: Some(other), to_as_printed: None, ends_with_other: false })
    };
    let body = ActBody::new(LegalBasis::Reported, details).done_on(day("2020-03-01"));
    store
        .change(&officer(), id, None, |agreement| agreement.decide(body, Stance::Done, day("2026-01-01")))
        .await
        .unwrap();
}

/// Gives an agreement another classification.
pub(crate) async fn reclassify(store: &Store, id: AgreementId, classification: Classification) {
    try_reclassify(store, id, classification).await.unwrap();
}

/// Gives an agreement another classification, where nothing keeps it from it.
pub(crate) async fn try_reclassify(
    store: &Store,
    id: AgreementId,
    classification: Classification,
) -> Result<Changed, StoreError> {
    let label = Label { classification, ..Label::unclassified() };
    let body = ActBody::new(LegalBasis::Reported, ActDetails::Reclassified { label });
    store.change(&officer(), id, None, |agreement| agreement.decide(body, Stance::Done, day("2026-01-01"))).await
}
