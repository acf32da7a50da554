//! Of which day the status is that an event tells.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use mithaq_domain::act::{ActBody, ActDetails, Consent, FullPowers, LegalBasis, Office, Signature};
use mithaq_domain::actor::ActorId;
use mithaq_domain::agreement::{Agreement, Change, Stance};
use mithaq_domain::label::Classification;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_domain::terms::{ConsentMeans, EntryIntoForceRule};
use mithaq_events::contract::{Form, Origin, Stubs, Wire, records};
use mithaq_store::stream::{FeedEntry, FeedKind};
use serde_json::{Value, json};

use crate::book::{body, day};
use crate::registry::{new_agreement, origin};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An agreement that enters into force on 1 March 2026, which the clock of Amman announces as that day begins there.
fn announced() -> Agreement {
    let mut opening = body(Classification::Unclassified);
    if let ActDetails::Proposed(proposal) = &mut opening.details {
        proposal.terms.entry_into_force = Some(EntryIntoForceRule::OnDate { date: day("2026-03-01") });
        proposal.terms.consent = Some(ConsentMeans::Ratification);
    }
    let id = new_agreement();
    let record = |change: Change, at: &str| change.record(moment(at), "test").unwrap().0;
    let number = RegistryNumber::from_random(2026, 7);
    let mut agreement =
        record(Agreement::open(id, number, opening, day("2026-01-01")).unwrap(), "2026-01-01T08:00:00Z");
    for party in ["JOR", "GBR"] {
        let party = ActorId::of_code(party);
        let signature = Signature {
            signatory: None,
            office: Office::ForeignMinister,
            full_powers: FullPowers::Unknown,
            place: None,
            subject_to_ratification: true,
            ad_referendum: false,
        };
        let consent = Consent { means: ConsentMeans::Ratification };
        for details in [ActDetails::Signed(signature), ActDetails::ConsentExpressed(consent)] {
            let act = ActBody {
                received_on: Some(day("2026-01-05").into()),
                ..ActBody::new(LegalBasis::Reported, details).by(party).done_on(day("2026-01-05"))
            };
            let change = agreement.decide(act, Stance::Done, day("2026-02-01")).unwrap();
            agreement = record(change, "2026-02-01T08:00:00Z");
        }
    }
    record(agreement.announce(day("2026-03-01")).unwrap(), "2026-02-28T21:00:00Z")
}

/// The events of an agreement's acts, as the registry of a zone tells them.
fn told(agreement: &Agreement, zone: Tz) -> Vec<Value> {
    let entries: Vec<FeedEntry> = agreement
        .acts()
        .iter()
        .zip(1..)
        .map(|(act, place)| FeedEntry {
            sequence: place,
            kind: FeedKind::Recorded,
            agreement: agreement.id(),
            revision: place,
            act: act.id,
            recorded_at: act.recorded_at,
            hides_other: false,
        })
        .collect();
    let agreements = HashMap::from([(agreement.id(), agreement.clone())]);
    let origin = Origin { zone, ..origin("urn:mithaq:test") };
    let form = Form { origin: &origin, wire: &Wire::Json };
    let records = records(form, &entries, &agreements, Stubs::default()).unwrap();
    records.events.iter().map(|event| serde_json::from_slice(event.value.as_deref().unwrap()).unwrap()).collect()
}

#[test]
fn a_day_that_came_by_itself_is_told_with_the_status_that_it_brought() {
    let told = told(&announced(), Tz::Asia__Amman);
    let last = told.last().unwrap();
    assert_eq!(last["act"]["details"]["kind"], "ENTERED_INTO_FORCE");
    assert_eq!(last["status"], json!({ "before": "SIGNED", "after": "IN_FORCE" }));
    assert_eq!(last["effectiveOn"]["value"], "2026-03-01");
}

#[test]
fn an_act_is_told_with_the_status_of_the_registrys_day() {
    let mut agreement = announced();
    // Recorded at one in the morning of Amman, which is still the day before in UTC.
    let suspended = ActBody::new(
        LegalBasis::Reported,
        ActDetails::Suspended { ground: mithaq_domain::act::SuspensionGround::ConsentOfBoth, clauses: Vec::new() },
    )
    .done_on(day("2026-03-01"))
    .effective_on(day("2026-03-02"));
    let change = agreement.decide(suspended, Stance::Done, day("2026-03-02")).unwrap();
    agreement = change.record(moment("2026-03-01T22:00:00Z"), "test").unwrap().0;
    for (zone, after) in [(Tz::Asia__Amman, "SUSPENDED"), (Tz::UTC, "IN_FORCE")] {
        let told = told(&agreement, zone);
        assert_eq!(told.last().unwrap()["status"], json!({ "before": "IN_FORCE", "after": after }), "{zone}");
    }
}
