//! A framework with its texts and duties, what carries it out, and what carries that out in turn.

use mithaq_domain::act::{
    ActBody, ActDetails, Amendment, Clause, ClauseChange, ClauseChangeKind, Debtor, DueRule, Fulfilment, Obligation,
    ObligationKind, Registration, Relation, RelationKind, Text, TextKind,
};
use mithaq_domain::day::Recurrence;
use mithaq_domain::terms::{Area as A, ConsentMeans, DurationRule, Form as F};

use super::defence::{notice, on_exchange, on_signature};
use super::life::{Life, Plan, Who, day, reported};

pub(super) fn lives() -> Vec<Life> {
    let framework = framework();
    let protocol = protocol(&framework);
    let arrangement = arrangement(&protocol);
    vec![framework, protocol, arrangement]
}

/// What is opposed in the framework and the protocol.
const REPORTS: &str = "reports on exercises";

const ENGLISH: [(&str, &str); 4] = [
    ("Purpose", "The Parties co-operate in training and exercises on the basis of equality."),
    ("Plan", "Each year the Parties agree on a plan of activities for the year that follows."),
    ("Costs", "Each Party bears its own costs."),
    ("Report", "By 31 January each Party tells the other how the plan of the past year was carried out."),
];

const ARABIC: [(&str, &str); 4] = [
    ("الغرض", "يتعاون الطرفان في التدريب والتمارين على أساس المساواة."),
    ("الخطة", "يتفق الطرفان كل سنة على خطة الأنشطة للسنة التالية."),
    ("التكاليف", "يتحمل كل طرف تكاليفه."),
    ("التقرير", "يبلغ كل طرف الطرف الآخر قبل 31 كانون الثاني بما نفذ من خطة السنة الماضية."),
];

/// In force, registered with the United Nations, amended once.
fn framework() -> Life {
    let titles = ("الاتفاقية الإطارية للتعاون العسكري", "Framework Agreement on Military Co-operation");
    let plan = Plan {
        consent: Some(ConsentMeans::Ratification),
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(12)),
        ..Plan::of("OMN", titles, F::Agreement, &[A::MilitaryTraining, A::JointExercises])
    };
    let costs = ClauseChange {
        clause: "3".to_owned(),
        change: ClauseChangeKind::Replaced,
        text: Some("The receiving Party bears the costs of stay, the sending Party all others.".to_owned()),
    };
    let amendment = Amendment { means: Some(ConsentMeans::ExchangeOfInstruments), terms: None, clauses: vec![costs] };
    let life = Life::proposed("2018-03-04", &plan)
        .negotiated("2018-05-14")
        .signed("Muscat", "2018-11-12")
        .then(text("ar", &ARABIC, "2018-11-12"))
        .then(text("en", &ENGLISH, "2018-11-12"))
        .consented(Who::They, "2019-02-04")
        .consented(Who::We, "2019-03-18")
        .then(owed(yearly_report(), "2019-03-18"))
        .then(owed(yearly_plan(), "2019-03-18"))
        .then(registered("I-55901", "2019-09-02"))
        .then(
            reported(ActDetails::Amended(Box::new(amendment)))
                .done_on(day("2022-11-07"))
                .effective_on(day("2023-01-01")),
        );
    let report = life.agreement.acts().iter().rev().find(|act| is_report(&act.body.details)).unwrap().id;
    ["2020-01-20", "2021-01-25", "2022-01-18", "2023-01-30", "2024-01-29", "2025-01-28"].into_iter().fold(
        life,
        |life, on| {
            let evidence = Some(format!("Note of {on}"));
            let fulfilment = Fulfilment { obligation: report, due_on: None, evidence };
            life.then(reported(ActDetails::ObligationFulfilled(fulfilment)).done_on(day(on)))
        },
    )
}

/// It carries out the framework.
fn protocol(framework: &Life) -> Life {
    let titles = ("بروتوكول التمارين المشتركة", "Protocol on Joint Exercises");
    let plan = Plan {
        consent: Some(ConsentMeans::Signature),
        force: Some(on_signature()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("OMN", titles, F::Protocol, &[A::JointExercises])
    };
    Life::proposed("2019-06-09", &plan)
        .negotiated("2019-07-15")
        .signed("Amman", "2019-12-03")
        .then(carries_out(framework, "2019-12-03"))
        .then(owed(ammunition(), "2019-12-03"))
        .then(owed(silence(), "2019-12-03"))
}

/// It carries out the protocol, and ends with it.
fn arrangement(protocol: &Life) -> Life {
    let titles = ("ترتيب فني بشأن الإسناد اللوجستي", "Technical Arrangement on Logistic Support");
    let plan = Plan {
        consent: Some(ConsentMeans::Signature),
        force: Some(on_signature()),
        duration: Some(DurationRule::Indefinite),
        ..Plan::of("OMN", titles, F::ImplementingArrangement, &[A::Logistics])
    };
    Life::proposed("2020-09-06", &plan)
        .negotiated("2020-10-12")
        .signed("Muscat", "2021-02-22")
        .then(carries_out(protocol, "2021-02-22"))
}

fn text(language: &str, clauses: &[(&str, &str)], on: &str) -> ActBody {
    let clauses = clauses.iter().zip(1..).map(|((heading, words), number)| Clause {
        number: format!("{number}"),
        heading: Some((*heading).to_owned()),
        text: Some((*words).to_owned()),
    });
    let text = Text {
        kind: TextKind::Original,
        language: language.parse().unwrap(),
        authentic: true,
        prevails: false,
        sha256: None,
        media_type: None,
        clauses: clauses.collect(),
    };
    reported(ActDetails::TextAdded(Box::new(text))).done_on(day(on))
}

fn owed(obligation: Obligation, on: &str) -> ActBody {
    reported(ActDetails::ObligationAdded(Box::new(obligation))).done_on(day(on))
}

fn duty(debtor: Debtor, obligation: ObligationKind, what: &str, clause: &str, due: DueRule, owner: &str) -> Obligation {
    Obligation {
        debtor,
        obligation,
        what: what.to_owned(),
        subject: None,
        clause: Some(clause.to_owned()),
        due,
        owner: Some(owner.to_owned()),
        outlives: None,
        humanitarian: false,
    }
}

fn every_year(month_and_day: &str, starts: &str) -> DueRule {
    let rule = format!("FREQ=YEARLY;{month_and_day}");
    DueRule::Recurring { recurrence: Recurrence::try_new(rule, day(starts)).unwrap() }
}

fn yearly_report() -> Obligation {
    let due = every_year("BYMONTH=1;BYMONTHDAY=31", "2020-01-31");
    let what = "Report on the plan of the past year";
    let duty = duty(Debtor::Home, ObligationKind::Report, what, "4", due, "Directorate of Training");
    Obligation { subject: Some(REPORTS.to_owned()), ..duty }
}

/// It is opposed to the yearly report of the framework.
fn silence() -> Obligation {
    let what = "Report on no exercise before both have agreed on what is told of it";
    let duty = duty(Debtor::Both, ObligationKind::Forbear, what, "9", DueRule::Continuing, "Directorate of Training");
    Obligation { subject: Some(REPORTS.to_owned()), ..duty }
}

fn yearly_plan() -> Obligation {
    let due = every_year("BYMONTH=12;BYMONTHDAY=1", "2026-12-01");
    duty(Debtor::Both, ObligationKind::Act, "Agree on the plan of the coming year", "2", due, "Directorate of Training")
}

fn ammunition() -> Obligation {
    let what = "Account for the ammunition that was left after the last exercise";
    duty(
        Debtor::Counterpart,
        ObligationKind::Report,
        what,
        "7",
        DueRule::Once { on: day("2027-03-01").into() },
        "Directorate of Supply",
    )
}

fn is_report(details: &ActDetails) -> bool {
    matches!(details, ActDetails::ObligationAdded(owed) if owed.obligation == ObligationKind::Report)
}

fn registered(number: &str, on: &str) -> ActBody {
    let registration = Registration { number: Some(number.to_owned()), printed_in: None };
    reported(ActDetails::Registered(registration)).done_on(day(on))
}

fn carries_out(other: &Life, on: &str) -> ActBody {
    let relation = Relation {
        relation: RelationKind::Implements,
        to: Some(other.agreement.id()),
        to_as_printed: None,
        ends_with_other: other.agreement.standing().terms.form == F::Protocol,
    };
    reported(ActDetails::Related(relation)).done_on(day(on))
}
