//! What made-up agreements are like: how many of each kind there are follows what real registers hold.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use mithaq_domain::act::{
    ActBody, ActDetails, Activity, ActivityKind, ActivityReport, Consent, Debtor, DomesticStep, DomesticStepKind,
    DueRule, EndGround, FullPowers, Import, LegalBasis, Obligation, ObligationKind, Office, Registration, Signature,
};
use mithaq_domain::actor::{self, Actor, ActorId, ActorKind};
use mithaq_domain::day::{Anchor, Offset, Period, Recurrence};
use mithaq_domain::label::{Classification, Label};
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::terms::{
    Area, Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Form, Language, Term, TerminationRule, Terms,
    Title, Titles,
};

use super::REGISTER;
use super::draw::Draw;

/// The first year of a made-up agreement, and for how many years they are made.
const FIRST_YEAR: i32 = 1946;

/// Forms, the most frequent first.
const FORMS: &[Form] = &[
    Form::Agreement,
    Form::ExchangeOfNotes,
    Form::MemorandumOfUnderstanding,
    Form::Protocol,
    Form::Convention,
    Form::ImplementingArrangement,
    Form::Treaty,
];

/// What titles say that it is about, the most frequent first.
const MATTERS: &[(Area, &str)] = &[
    (Area::Trade, "trade"),
    (Area::MilitaryTraining, "military training"),
    (Area::Transport, "air services"),
    (Area::JointExercises, "joint exercises"),
    (Area::Finance, "financial cooperation"),
    (Area::AcademicExchange, "academic exchange"),
    (Area::Investment, "the protection of investments"),
    (Area::Taxation, "double taxation"),
    (Area::Culture, "cultural cooperation"),
    (Area::DefenceConsultation, "defence consultations"),
    (Area::ClassifiedInformation, "the protection of classified information"),
    (Area::Consular, "visas"),
    (Area::Judicial, "judicial cooperation"),
    (Area::Logistics, "logistic support"),
    (Area::Environment, "the environment"),
    (Area::Peacekeeping, "peacekeeping"),
];

/// How far on the way it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Signed,
    OneConsented,
    InForce,
    Ended,
}

/// The acts of a made-up agreement, up to a day.
pub(super) fn bodies(draw: &mut Draw, key: &str, home: ActorId, today: NaiveDate) -> anyhow::Result<Vec<ActBody>> {
    let partner = partner(draw, home).id;
    let signed = signed_on(draw, today);
    let terms = terms(draw, key)?;
    let stage = stage(draw);
    let import = Import {
        register: REGISTER.to_owned(),
        key: key.to_owned(),
        parties: Parties::try_new(Party::of(home), Party::of(partner))?,
        terms: terms.clone(),
        label: label(draw),
        asserted_status: None,
        missing: Vec::new(),
        references: vec![format!("generated {key}")],
        doubts: Vec::new(),
    };
    let mut bodies = vec![imported(ActDetails::Imported(Box::new(import)))];
    bodies.extend([home, partner].map(|by| imported(signature()).by(by).done_on(signed)));
    let mut on = signed;
    let consents = match stage {
        Stage::Signed => [None, None],
        Stage::OneConsented => [Some(home), None],
        Stage::InForce | Stage::Ended => [Some(home), Some(partner)],
    };
    for by in consents.into_iter().flatten() {
        on = draw.day_after(on, 400);
        let step = DomesticStep { step: DomesticStepKind::ParliamentaryApproval, reference: None };
        let consent = Consent { means: ConsentMeans::Ratification };
        bodies.push(imported(ActDetails::DomesticStepTaken(step)).by(by).done_on(on));
        bodies.push(imported(ActDetails::ConsentExpressed(consent)).by(by).done_on(on));
    }
    if matches!(stage, Stage::InForce | Stage::Ended) {
        life(draw, stage, on, &terms, &mut bodies)?;
    }
    bodies.retain(|body| body.effective().is_none_or(|on| on.latest <= today));
    Ok(bodies)
}

/// What is done, owed and recorded once it is in force.
fn life(
    draw: &mut Draw,
    stage: Stage,
    in_force: NaiveDate,
    terms: &Terms,
    bodies: &mut Vec<ActBody>,
) -> anyhow::Result<()> {
    if draw.percent(30) {
        let number = format!("G-{}", draw.below(60_000));
        let registration = Registration { number: Some(number), printed_in: None };
        bodies.push(imported(ActDetails::Registered(registration)).done_on(draw.day_after(in_force, 700)));
    }
    if draw.percent(10) {
        bodies.push(imported(ActDetails::ObligationAdded(Box::new(obligation(draw, in_force)?))).done_on(in_force));
    }
    if draw.percent(10) {
        let activity = activity(draw, in_force);
        let held_on = activity.from.span().latest;
        let held = ActivityReport {
            planned: None,
            activity,
            outcome: Some("It was held as it was planned.".to_owned()),
            lessons: vec!["Plan the next one a year ahead.".to_owned()],
        };
        bodies.push(imported(ActDetails::ActivityHeld(Box::new(held))).done_on(held_on));
    }
    let by_consent = ActDetails::Terminated { ground: EndGround::ConsentOfBoth, clauses: Vec::new() };
    if stage == Stage::Ended && terms.duration == Some(DurationRule::Indefinite) {
        bodies.push(imported(by_consent).effective_on(draw.day_after(in_force, 12_000)));
    }
    Ok(())
}

fn imported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Imported, details)
}

fn signature() -> ActDetails {
    ActDetails::Signed(Signature {
        signatory: None,
        office: Office::Unknown,
        full_powers: FullPowers::Unknown,
        place: None,
        subject_to_ratification: true,
        ad_referendum: false,
    })
}

/// The other party: neighbours in the alphabet of countries stand for those that make many agreements.
fn partner(draw: &mut Draw, home: ActorId) -> &'static Actor {
    let countries: Vec<&'static Actor> =
        actor::all().iter().filter(|actor| actor.kind == ActorKind::Country && actor.id != home).collect();
    draw.pick_early(&countries).unwrap_or(countries[0])
}

/// More of them are young than old.
fn signed_on(draw: &mut Draw, today: NaiveDate) -> NaiveDate {
    let years = usize::try_from(today.year() - FIRST_YEAR).unwrap_or(1);
    let year = draw.below(years).max(draw.below(years));
    let year = FIRST_YEAR + i32::try_from(year).unwrap_or_default();
    draw.day_after(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today), 364)
}

fn stage(draw: &mut Draw) -> Stage {
    match draw.below(100) {
        0..4 => Stage::Signed,
        4..8 => Stage::OneConsented,
        8..75 => Stage::InForce,
        _ => Stage::Ended,
    }
}

fn label(draw: &mut Draw) -> Label {
    let classification = match draw.below(100) {
        0..85 => Classification::Unclassified,
        85..94 => Classification::Restricted,
        94..98 => Classification::Confidential,
        _ => Classification::Secret,
    };
    Label { classification, releasable_to: BTreeSet::new() }
}

fn terms(draw: &mut Draw, key: &str) -> anyhow::Result<Terms> {
    let form = draw.pick_early(FORMS).unwrap_or(Form::Agreement);
    let matter = draw.pick_early(MATTERS).unwrap_or(MATTERS[0]);
    let beside = draw.pick(MATTERS).filter(|_| draw.percent(30));
    let value = format!("{} on {} (generated {key})", spelled(form), matter.1);
    Ok(Terms {
        titles: Titles::try_new(vec![Title { language: Language::english(), value }])?,
        form,
        bindingness: if form == Form::MemorandumOfUnderstanding {
            Bindingness::Undetermined
        } else {
            Bindingness::Binding
        },
        areas: std::iter::once(matter).chain(beside).map(|(area, _)| area).collect(),
        consent: Some(ConsentMeans::Ratification),
        entry_into_force: Some(EntryIntoForceRule::OnExchangeOfInstruments { offset: Offset::none(Anchor::Receipt) }),
        duration: duration(draw),
        termination: Some(TerminationRule::Notice { period: Period::months(6), counts_from: Anchor::Receipt }),
        survival: None,
        amendment: None,
    })
}

fn spelled(form: Form) -> String {
    let words = form.as_str().to_lowercase().replace('_', " ");
    words[..1].to_uppercase() + &words[1..]
}

fn duration(draw: &mut Draw) -> Option<DurationRule> {
    let years = |draw: &mut Draw, list: &[u32]| Period::years(draw.pick(list).unwrap_or(5));
    match draw.below(100) {
        0..25 => None,
        25..55 => Some(DurationRule::Indefinite),
        55..70 => Some(DurationRule::Fixed { term: Term::For(years(draw, &[2, 3, 5, 10])) }),
        _ => Some(DurationRule::FixedThenTacit {
            initial: years(draw, &[3, 5, 10]),
            renewal: years(draw, &[1, 3, 5, 5]),
            maximum_renewals: None,
            non_renewal_notice: Period::months(6),
        }),
    }
}

fn obligation(draw: &mut Draw, in_force: NaiveDate) -> anyhow::Result<Obligation> {
    let due = if draw.percent(50) {
        let rule = format!("FREQ=YEARLY;BYMONTH={};BYMONTHDAY=1;COUNT=5", 1 + draw.below(12));
        DueRule::Recurring { recurrence: Recurrence::try_new(rule, in_force)? }
    } else {
        DueRule::Once { on: draw.day_after(in_force, 1_500).into() }
    };
    Ok(Obligation {
        debtor: draw.pick(&[Debtor::Home, Debtor::Counterpart, Debtor::Both]).unwrap_or(Debtor::Both),
        obligation: draw.pick(ObligationKind::ALL).unwrap_or(ObligationKind::Report),
        what: "What the agreement asks for (generated)".to_owned(),
        subject: None,
        clause: Some(format!("{}", 1 + draw.below(20))),
        due,
        owner: Some(format!("Desk {}", 1 + draw.below(12))),
        outlives: None,
        humanitarian: false,
    })
}

fn activity(draw: &mut Draw, in_force: NaiveDate) -> Activity {
    Activity {
        activity: draw.pick(ActivityKind::ALL).unwrap_or(ActivityKind::Exchange),
        title: "An activity under the agreement (generated)".to_owned(),
        from: draw.day_after(in_force, 2_000).into(),
        to: None,
        place: None,
        clause: None,
        participants: Vec::new(),
    }
}
