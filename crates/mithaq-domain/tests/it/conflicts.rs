//! Agreements whose clauses are opposed.

use std::collections::BTreeSet;

use mithaq_domain::act::{
    ActDetails, ActKind, Debtor, DueRule, EndGround, Obligation, ObligationKind, SuspensionGround,
};
use mithaq_domain::agreement::{ConflictGround, conflicts};
use mithaq_domain::law::FindingCode;
use mithaq_domain::terms::{Area, Bindingness, Terms};

use crate::book::*;

/// An obligation: who owes it, to do or to forbear, and about what.
type Owed = (Debtor, ObligationKind, Option<&'static str>);

const DISCLOSE: Owed = (Debtor::Home, ObligationKind::Report, Some("Disclosure to third states"));
const KEEP_SECRET: Owed = (Debtor::Both, ObligationKind::Forbear, Some("disclosure  to third States"));

fn owed((debtor, obligation, subject): Owed) -> ActDetails {
    ActDetails::ObligationAdded(Box::new(Obligation {
        debtor,
        obligation,
        what: "what the clause says".to_owned(),
        subject: subject.map(str::to_owned),
        clause: Some("4".to_owned()),
        due: DueRule::Continuing,
        owner: None,
        outlives: None,
        humanitarian: false,
    }))
}

fn in_force(terms: Terms, obligation: Owed) -> Book {
    let mut book = Book::ratified(terms, "2001-01-01", "2001-07-01");
    book.done(reported(owed(obligation)).done_on(day("2001-07-01")));
    book
}

fn of_areas(areas: impl IntoIterator<Item = Area>) -> Terms {
    Terms { areas: areas.into_iter().collect(), ..terms() }
}

fn ground(one: &Book, other: &Book, on: &str) -> Option<ConflictGround> {
    let found = conflicts(&[&one.agreement, &other.agreement], day(on));
    let turned = conflicts(&[&other.agreement, &one.agreement], day(on));
    assert_eq!(found.len(), turned.len(), "a conflict has no direction");
    found.first().map(|conflict| {
        assert_eq!((found.len(), conflict.between), (1, (0, 1)), "each pair once");
        conflict.ground()
    })
}

#[test]
fn to_do_and_to_forbear_are_opposed_where_one_party_owes_both_and_they_may_be_about_the_same() {
    use ConflictGround::{SameArea, SameSubject};
    use ObligationKind::{Act, Consult, Forbear, Host, Notify, Pay};
    let subject = Some("transit of weapons");
    for (one, other, expected) in [
        (DISCLOSE, KEEP_SECRET, Some(SameSubject)),
        (DISCLOSE, (Debtor::Counterpart, Forbear, KEEP_SECRET.2), None),
        (DISCLOSE, (Debtor::Home, Forbear, subject), None),
        (DISCLOSE, (Debtor::Home, Forbear, None), Some(SameArea)),
        ((Debtor::Both, Act, None), (Debtor::Counterpart, Forbear, subject), Some(SameArea)),
        ((Debtor::Home, Notify, None), (Debtor::Both, Forbear, None), Some(SameArea)),
        ((Debtor::Home, Host, subject), (Debtor::Home, Forbear, subject), Some(SameSubject)),
        ((Debtor::Home, Pay, subject), (Debtor::Home, Consult, subject), None),
        (KEEP_SECRET, KEEP_SECRET, None),
    ] {
        let books = [one, other].map(|obligation| in_force(terms(), obligation));
        assert_eq!(ground(&books[0], &books[1], "2005-01-01"), expected, "{one:?} against {other:?}");
    }
}

#[test]
fn only_agreements_that_bind_on_the_day_in_one_area_are_opposed() {
    let disclosing = in_force(terms(), DISCLOSE);
    let exercises_and_trade = of_areas([Area::Trade, Area::JointExercises]);
    let non_binding = Terms { bindingness: Bindingness::NonBinding, ..terms() };
    let undetermined = Terms { bindingness: Bindingness::Undetermined, ..terms() };
    for (terms, expected) in [
        (exercises_and_trade, true),
        (of_areas([Area::Trade]), false),
        (of_areas([]), false),
        (non_binding, false),
        (undetermined, true),
    ] {
        let other = in_force(terms.clone(), KEEP_SECRET);
        assert_eq!(ground(&disclosing, &other, "2005-01-01").is_some(), expected, "{terms:?}");
        assert_eq!(ground(&disclosing, &other, "2001-06-30"), None, "before either is in force");
    }
    let mut suspended = in_force(terms(), KEEP_SECRET);
    let details = ActDetails::Suspended { ground: SuspensionGround::ConsentOfBoth, clauses: Vec::new() };
    suspended.done(reported(details).effective_on(day("2004-01-01")));
    assert_eq!(ground(&disclosing, &suspended, "2003-12-31"), Some(ConflictGround::SameSubject));
    assert_eq!(ground(&disclosing, &suspended, "2004-01-01"), None, "what is suspended is not performed (VCLT 72)");
    let mut ended = in_force(terms(), KEEP_SECRET);
    let details = ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() };
    ended.done(reported(details).effective_on(day("2004-01-01")));
    assert_eq!(ground(&disclosing, &ended, "2004-01-01"), None);
    let mut waived = in_force(terms(), DISCLOSE);
    let obligation = waived.last(ActKind::ObligationAdded);
    let details = ActDetails::ObligationWaived { obligation };
    waived.done(reported(details).by(counterpart()).done_on(day("2004-01-01")));
    let secret = in_force(terms(), KEEP_SECRET);
    assert_eq!(ground(&waived, &secret, "2003-12-31"), Some(ConflictGround::SameSubject));
    assert_eq!(ground(&waived, &secret, "2004-01-01"), None, "what is given up is owed no more");
}

#[test]
fn a_conflict_tells_what_is_opposed_the_more_telling_first_and_decides_nothing() {
    let mut disclosing = in_force(terms(), (Debtor::Both, ObligationKind::Act, None));
    disclosing.done(reported(owed(DISCLOSE)).done_on(day("2001-07-01")));
    let acts: Vec<_> = disclosing
        .agreement
        .acts()
        .iter()
        .filter(|act| act.body.kind() == ActKind::ObligationAdded)
        .map(|act| act.id)
        .collect();
    let secret = in_force(of_areas([Area::JointExercises, Area::Trade]), KEEP_SECRET);
    let unrelated = in_force(of_areas([Area::Trade]), (Debtor::Home, ObligationKind::Forbear, Some("dumping")));
    let found = conflicts(&[&secret.agreement, &unrelated.agreement, &disclosing.agreement], day("2005-01-01"));
    let [conflict] = found.as_slice() else { panic!("one: {found:?}") };
    assert_eq!(conflict.between, (0, 2));
    assert_eq!(conflict.areas, BTreeSet::from([Area::JointExercises]));
    let told: Vec<_> = conflict.opposed.iter().map(|opposed| (opposed.to_do, opposed.ground)).collect();
    assert_eq!(told, [((2, acts[1]), ConflictGround::SameSubject), ((2, acts[0]), ConflictGround::SameArea)]);
    assert_eq!(conflict.opposed[0].debtors, [home()]);
    assert_eq!(conflict.opposed[1].debtors, [home(), counterpart()]);
    assert!(conflict.opposed.iter().all(|opposed| opposed.to_forbear.0 == 0));
    let finding = conflict.finding();
    assert_eq!((finding.code, finding.provision.unwrap().article), (FindingCode::OpposedClauses, "30(3)"));
}
