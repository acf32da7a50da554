//! Agreements between Jordan and others, as the tests make them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mithaq_domain::act::{
    ActBody, ActDetails, AgreementId, Consent, FullPowers, Import, LegalBasis, Office, Proposal, Relation,
    RelationKind, Signature,
};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Agreement, Stance};
use mithaq_domain::day::{Anchor, Offset, Period};
use mithaq_domain::label::{Classification, Label, Ministry};
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::terms::{
    Area, Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Form, Language, Term, TerminationRule, Terms,
    Title, Titles,
};
use mithaq_store::testing::{TestDatabase, officer};
use mithaq_store::{Changed, Entry, StoreError};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn today() -> NaiveDate {
    day("2026-07-01")
}

pub(crate) fn home() -> ActorId {
    ActorId::of_code("JOR")
}

pub(crate) fn partner() -> ActorId {
    ActorId::of_code("KEN")
}

pub(crate) fn label(classification: Classification, ministries: &[&str]) -> Label {
    let releasable_to = ministries.iter().map(|code| Ministry::try_from((*code).to_owned()).unwrap()).collect();
    Label { classification, releasable_to }
}

pub(crate) fn terms(title: &str) -> Terms {
    Terms {
        titles: Titles::try_new(vec![Title { language: Language::english(), value: title.to_owned() }]).unwrap(),
        form: Form::Agreement,
        bindingness: Bindingness::Binding,
        areas: BTreeSet::from([Area::JointExercises, Area::MilitaryTraining]),
        consent: Some(ConsentMeans::Ratification),
        entry_into_force: Some(EntryIntoForceRule::OnExchangeOfInstruments { offset: Offset::none(Anchor::Receipt) }),
        duration: Some(DurationRule::Fixed { term: Term::For(Period::years(2)) }),
        termination: Some(TerminationRule::Silent),
        survival: None,
        amendment: None,
    }
}

pub(crate) fn proposal(title: &str, label: Label) -> ActBody {
    let parties = Parties::try_new(Party::of(home()), Party::of(partner())).unwrap();
    let proposal = Proposal { parties, terms: terms(title), label, mandate: None };
    ActBody::new(LegalBasis::Reported, ActDetails::Proposed(Box::new(proposal))).done_on(day("2020-01-01"))
}

pub(crate) fn sign(by: ActorId, on: &str) -> ActBody {
    let signature = Signature {
        signatory: None,
        office: Office::ForeignMinister,
        full_powers: FullPowers::Unknown,
        place: None,
        subject_to_ratification: false,
        ad_referendum: false,
    };
    ActBody::new(LegalBasis::Reported, ActDetails::Signed(signature)).by(by).done_on(day(on))
}

pub(crate) fn ratify(by: ActorId, on: &str) -> ActBody {
    let consent = Consent { means: ConsentMeans::Ratification };
    ActBody::new(LegalBasis::Reported, ActDetails::ConsentExpressed(consent)).by(by).done_on(day(on))
}

pub(crate) fn reclassified(classification: Classification) -> ActBody {
    let label = label(classification, &[]);
    ActBody::new(LegalBasis::Reported, ActDetails::Reclassified { label }).done_on(day("2020-06-01"))
}

/// That the agreement carries another out.
pub(crate) fn implements(other: AgreementId) -> ActBody {
    let relation =
        Relation { relation: RelationKind::Implements, to: Some(other), to_as_printed: None, ends_with_other: true };
    ActBody::new(LegalBasis::Reported, ActDetails::Related(relation))
}

/// What another register may say: imported, signed, in force.
pub(crate) fn imported(key: usize, title: &str, in_force: &str) -> Vec<ActBody> {
    let import = Import {
        register: "test".to_owned(),
        key: key.to_string(),
        parties: Parties::try_new(Party::of(home()), Party::of(partner())).unwrap(),
        terms: Terms { consent: None, entry_into_force: None, duration: None, termination: None, ..terms(title) },
        label: Label::unclassified(),
        asserted_status: None,
        missing: Vec::new(),
        references: Vec::new(),
        doubts: Vec::new(),
    };
    let imported = |details| ActBody::new(LegalBasis::Imported, details);
    let signature = |by| ActBody { basis: LegalBasis::Imported, ..sign(by, "1999-05-03") };
    vec![
        imported(ActDetails::Imported(Box::new(import))),
        signature(home()),
        signature(partner()),
        imported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day(in_force)),
    ]
}

/// Opens an agreement.
pub(crate) async fn open(database: &TestDatabase, title: &str, label: Label) -> Changed {
    let id = AgreementId(new_id());
    database
        .store
        .open(&officer(), |number| Agreement::open(id, number, proposal(title, label), today()))
        .await
        .unwrap()
}

/// Records an act that was done.
pub(crate) async fn done(database: &TestDatabase, id: AgreementId, body: ActBody) -> Result<Changed, StoreError> {
    let decide = |agreement: &Agreement| agreement.decide(body, Stance::Done, today());
    database.store.change(&officer(), id, None, decide).await
}

/// Opens an agreement and brings it into force on the second day.
pub(crate) async fn in_force(
    database: &TestDatabase,
    title: &str,
    label: Label,
    signed: &str,
    on: &str,
) -> AgreementId {
    let id = open(database, title, label).await.agreement.id();
    for body in [sign(home(), signed), sign(partner(), signed), ratify(home(), on), ratify(partner(), on)] {
        done(database, id, body).await.unwrap();
    }
    id
}

/// A fresh identity.
pub(crate) fn new_id() -> Uuid {
    let mut random = [0; 10];
    getrandom::fill(&mut random).unwrap();
    uuid::Builder::from_unix_timestamp_millis(1_790_000_000_000, &random).into_uuid()
}

/// Everything that an export gives.
pub(crate) async fn export(database: &TestDatabase) -> Vec<Entry> {
    let mut entries = Vec::new();
    database
        .store
        .export(|entry| {
            entries.push(entry);
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    entries
}
