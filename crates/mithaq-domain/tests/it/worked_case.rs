//! The worked case: in force on exchange of ratifications; ten years, then tacitly renewed; notice of
//! non-renewal six months ahead.

use mithaq_domain::act::{ActEffect, ActKind, NoticePurpose};
use mithaq_domain::agreement::{Stance, StatusFlag, StatusName as S};
use mithaq_domain::law::FindingCode as F;

use crate::book::*;

fn case() -> Book {
    Book::ratified(terms(), "1986-03-10", "1986-09-01")
}

#[test]
fn a_notice_five_months_before_the_end_does_not_stop_the_renewal() {
    // The first term ends on 31 August 1996; notice was to be received by 29 February 1996.
    let mut book = case();
    let warnings = book.done(notice(counterpart(), NoticePurpose::NonRenewal, "1996-03-31"));
    assert_eq!(codes(&warnings), [F::NoticeLate]);
    assert_eq!(warnings[0].provision.unwrap().to_string(), "VCLT 54(a)");
    assert_eq!(book.effect(ActKind::NoticeGiven), ActEffect::Ineffective);
    assert_eq!(book.status("1996-09-01"), S::InForce);
    assert!(book.flags("1996-09-01").contains(&StatusFlag::DayArguable));
}

#[test]
fn the_same_notice_of_ours_is_refused_with_the_last_day_in_time() {
    let book = case();
    let body = notice(home(), NoticePurpose::NonRenewal, "1996-03-31");
    let refused = book.agreement.decide(body, Stance::Intended, today()).unwrap_err();
    assert!(refused.0[0].message.contains("received by 1996-02-29"), "{refused}");
}
