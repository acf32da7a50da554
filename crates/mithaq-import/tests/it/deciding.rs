//! What follows for the log from a record that has changed.

use mithaq_domain::act::{ActBody, ActDetails, ActEffect, ActKind, AgreementId, EntryRectified, LegalBasis};
use mithaq_domain::agreement::{Agreement, Stance, StatusName};
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_import::{Verdict, decide, interpret, judge};
use uuid::Uuid;

use crate::records::uk;

const COMMON: &str = r#""uuid": "a", "title": "Treaty", "subject": "TRADE", "country_name": "FRANCE; UNITED KINGDOM""#;

fn id() -> AgreementId {
    AgreementId(Uuid::from_u128(7))
}

fn number() -> RegistryNumber {
    RegistryNumber::from_random(2026, 7)
}

fn bodies(more: &str) -> Vec<ActBody> {
    interpret(&uk(&format!("{COMMON}, {more}"))).unwrap().bodies
}

fn first(more: &str) -> Agreement {
    let change = decide(None, id(), number(), bodies(more)).unwrap().unwrap();
    change.record("2026-01-01T00:00:00Z".parse().unwrap(), "import").unwrap().0
}

fn again(earlier: &Agreement, more: &str) -> Option<Agreement> {
    let change = decide(Some(earlier), id(), number(), bodies(more)).unwrap()?;
    Some(change.record("2026-02-01T00:00:00Z".parse().unwrap(), "import").unwrap().0)
}

fn kinds(agreement: &Agreement, from: usize) -> Vec<ActKind> {
    agreement.acts()[from..].iter().map(|act| act.body.kind()).collect()
}

fn status(agreement: &Agreement, on: &str) -> StatusName {
    agreement.on(on.parse().unwrap()).status
}

const SIGNED: &str = r#""signed_event_date": "01/02/1920""#;
const IN_FORCE: &str = r#""signed_event_date": "01/02/1920", "definative_eif_event_date": "03/04/1920""#;

#[test]
fn nothing_follows_from_the_same() {
    assert!(again(&first(IN_FORCE), IN_FORCE).is_none());
}

#[test]
fn a_new_fact_is_added() {
    let before = first(IN_FORCE);
    let ended = format!(r#"{IN_FORCE}, "terminated_event_date": "01/01/1931""#);
    let after = again(&before, &ended).unwrap();
    assert_eq!(kinds(&after, 4), [ActKind::Terminated]);
    assert_eq!(status(&after, "1931-01-01"), StatusName::Terminated);
    assert!(again(&after, &ended).is_none());
}

#[test]
fn a_fact_that_is_stated_differently_corrects_its_entry() {
    let before = first(IN_FORCE);
    let later = IN_FORCE.replace("03/04", "03/05");
    let after = again(&before, &later).unwrap();
    assert_eq!(kinds(&after, 4), [ActKind::EnteredIntoForce]);
    assert_eq!(after.acts()[4].body.corrects, Some(after.acts()[3].id));
    assert_eq!(status(&after, "1920-04-20"), StatusName::Signed);
    assert!(again(&after, &later).is_none());
    let back = again(&after, IN_FORCE).unwrap();
    assert_eq!(status(&back, "1920-04-20"), StatusName::InForce);
}

#[test]
fn a_fact_that_is_no_longer_stated_is_struck_out() {
    let before = first(IN_FORCE);
    let after = again(&before, SIGNED).unwrap();
    // The import changes too, as it says which facts are missing.
    assert_eq!(kinds(&after, 4), [ActKind::Imported, ActKind::EntryRectified]);
    assert_eq!(after.judgement(after.acts()[3].id).unwrap().effect, ActEffect::Rectified);
    assert!(again(&after, SIGNED).is_none());
}

#[test]
fn what_a_person_struck_out_does_not_come_back() {
    let before = first(IN_FORCE);
    let struck_out = before.acts()[3].id;
    let details = ActDetails::EntryRectified(EntryRectified { struck_out, reason: "Misread.".to_owned() });
    let change = before
        .decide(ActBody::new(LegalBasis::Reported, details), Stance::Done, "2026-01-02".parse().unwrap())
        .unwrap();
    let mended = change.record("2026-01-02T00:00:00Z".parse().unwrap(), "officer").unwrap().0;
    assert!(again(&mended, IN_FORCE).is_none());
}

#[test]
fn findings_of_the_law_are_warnings() {
    let record =
        uk(&format!(r#"{COMMON}, "signed_event_date": "01/02/1920", "definative_eif_event_date": "01/01/1920""#));
    let Verdict::Accept { warnings, .. } = judge(&record, None, id(), number()).unwrap() else { panic!("{record:?}") };
    assert_eq!(warnings.iter().map(|reason| reason.code).collect::<Vec<_>>(), ["FORCE_BEFORE_SIGNATURE"]);
    assert!(warnings[0].message.contains("VCLT 28"));
}

#[test]
fn an_agreement_taken_over_before_relations_were_read_gains_them() {
    let more = format!(r#"{IN_FORCE}, "title": "Protocol amending the Convention of 3 May 1910""#);
    let whole = bodies(&more);
    let stripped: Vec<ActBody> = whole.iter().filter(|body| body.kind() != ActKind::Related).cloned().collect();
    let change = decide(None, id(), number(), stripped).unwrap().unwrap();
    let before = change.record("2026-01-01T00:00:00Z".parse().unwrap(), "import").unwrap().0;
    let after = again(&before, &more).unwrap();
    assert_eq!(kinds(&after, 4), [ActKind::Related]);
    assert!(again(&after, &more).is_none());
}
