//! Words erased by law or order: what the law made of the log stays.

use mithaq_domain::act::{ActBody, ActDetails, ActKind, ERASED, Erasures, SealedAct};
use mithaq_domain::agreement::{Agreement, ErasureRefused};

use crate::book::*;

fn signed_by(name: &str) -> ActBody {
    let mut body = sign(home(), "1986-03-10");
    let ActDetails::Signed(signature) = &mut body.details else { unreachable!() };
    signature.signatory = Some(name.to_owned());
    signature.place = Some("Amman".to_owned());
    body
}

/// An agreement with a signature that names a person, and ratified.
fn book() -> Book {
    let mut book = Book::open(terms());
    book.done(signed_by("A. Person"));
    book.done(sign(counterpart(), "1986-03-10"));
    book.done(ratify(home(), "1986-09-01"));
    book.done(ratify(counterpart(), "1986-09-01"));
    book
}

#[test]
fn words_go_and_what_the_law_made_of_them_stays() {
    let agreement = book().agreement;
    let act = agreement.acts()[1].id;
    let erasure = agreement.erase(act, "Court, 12/2026".to_owned()).unwrap();
    assert_eq!((erasure.gone, erasure.stayed), (2, 0));
    let ActDetails::Signed(left) = &erasure.left.details else { unreachable!() };
    assert_eq!((left.signatory.as_deref(), left.place.as_deref()), (Some(ERASED), Some(ERASED)));
    let whole = &agreement.acts()[1].body;
    assert_eq!((&erasure.left.by, &erasure.left.action_on), (&whole.by, &whole.action_on));

    let (after, acts) = erasure.change.record(agreement.acts()[4].recorded_at, "registrar").unwrap();
    assert_eq!(acts[0].body.kind(), ActKind::EntryErased);
    assert_eq!(after.acts()[1].body, erasure.left);
    assert!(!format!("{:?}", after.acts()).contains("Person"));
    let statuses = |agreement: &Agreement| {
        let timeline = &agreement.standing().timeline;
        timeline.iter().map(|period| (period.from, period.to, period.status)).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&after), statuses(&agreement));
}

#[test]
fn of_every_act_of_a_life_the_words_can_be_erased_and_the_statuses_stay() {
    let mut agreement = book().agreement;
    let before = agreement.standing().timeline.iter().map(|period| (period.from, period.status)).collect::<Vec<_>>();
    for at in 0..5 {
        let last = agreement.acts().last().unwrap().recorded_at;
        match agreement.erase(agreement.acts()[at].id, "The Data Act, 17".to_owned()) {
            Ok(erasure) => agreement = erasure.change.record(last, "registrar").unwrap().0,
            Err(refused) => assert_eq!(refused, ErasureRefused::NoWords(agreement.acts()[at].id)),
        }
    }
    let after = agreement.standing().timeline.iter().map(|period| (period.from, period.status)).collect::<Vec<_>>();
    assert_eq!(after, before);
    assert!(agreement.terms().titles.as_slice().iter().all(|title| title.value == ERASED));
}

#[test]
fn what_has_no_words_or_says_what_was_erased_is_not_erased() {
    let agreement = book().agreement;
    let ratified = agreement.acts()[3].id;
    let refused = |agreement: &Agreement, act| agreement.erase(act, String::new()).unwrap_err();
    assert_eq!(refused(&agreement, ratified), ErasureRefused::NoWords(ratified));
    let erasure = agreement.erase(agreement.acts()[1].id, "Court".to_owned()).unwrap();
    let (after, acts) = erasure.change.record(agreement.acts()[4].recorded_at, "registrar").unwrap();
    assert_eq!(refused(&after, acts[0].id), ErasureRefused::IsErasure(acts[0].id));
    assert_eq!(refused(&after, after.acts()[1].id), ErasureRefused::NoWords(after.acts()[1].id));
}

/// The chain of a log, with the whole bodies of the first as they were sealed.
fn seal(whole: &Agreement) -> Vec<SealedAct> {
    let mut chain: Vec<SealedAct> = Vec::new();
    for (salt, act) in (1..).zip(whole.acts()) {
        let previous = chain.last().map_or([0; 32], |act| act.hash);
        chain.push(SealedAct::seal(act.clone(), [salt; 16], previous));
    }
    chain
}

#[test]
fn the_chain_holds_what_was_left_and_nothing_else() {
    let agreement = book().agreement;
    let erasure = agreement.erase(agreement.acts()[1].id, "Court".to_owned()).unwrap();
    let (after, acts) = erasure.change.record(agreement.acts()[4].recorded_at, "registrar").unwrap();
    let mut chain = seal(&agreement);
    chain.push(SealedAct::seal(acts[0].clone(), [9; 16], chain[4].hash));
    let whole = chain[1].clone();
    chain[1] = SealedAct::seal_erased(after.acts()[1].clone(), whole.body_digest, chain[0].hash);
    assert_eq!((chain[1].hash, chain[1].salt), (whole.hash, [0; 16]));

    let fault = |chain: &[SealedAct]| {
        let previous = std::iter::once(None).chain(chain.iter().map(Some));
        let linked = chain.iter().zip(previous).find_map(|(act, before)| act.verify(before).err());
        let erasures = Erasures::of(chain);
        linked.or_else(|| chain.iter().find_map(|act| erasures.verify(act).err()))
    };
    assert_eq!(fault(&chain), None);
    let mut touched = chain.clone();
    touched[1].bytes = whole.bytes.clone();
    assert!(fault(&touched).is_some(), "other words stand where some were erased");
    let mut kept = chain.clone();
    kept[1] = whole;
    assert!(fault(&kept).is_some(), "what is said to be erased is there");
    let mut quiet = chain;
    quiet.pop();
    assert!(fault(&quiet).is_some(), "words are erased and no entry says so");
}
