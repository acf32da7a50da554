//! Agreements on defence.

use mithaq_domain::act::{ActDetails, FullPowers, NoticePurpose, Office, Supersession, SupersessionExtent};
use mithaq_domain::day::{Anchor, Counting, Offset, Period};
use mithaq_domain::label::Classification as C;
use mithaq_domain::terms::{
    Area as A, Bindingness, ConsentMeans, DurationRule, EntryIntoForceRule, Form as F, Term, TerminationRule,
};

use super::life::{Life, Plan, Who, day, reported};

const RATIFICATION: Option<ConsentMeans> = Some(ConsentMeans::Ratification);
const PROCEDURES: Option<ConsentMeans> = Some(ConsentMeans::NotificationOfProcedures);
const SIGNATURE: Option<ConsentMeans> = Some(ConsentMeans::Signature);

pub(super) const fn on_exchange() -> EntryIntoForceRule {
    EntryIntoForceRule::OnExchangeOfInstruments { offset: Offset::none(Anchor::Receipt) }
}

pub(super) const fn on_signature() -> EntryIntoForceRule {
    EntryIntoForceRule::OnSignature { offset: Offset::none(Anchor::Signature) }
}

/// Thirty days after the later notification.
pub(super) const fn thirty_days_after_notification() -> EntryIntoForceRule {
    EntryIntoForceRule::OnLaterNotification {
        offset: Offset {
            anchor: Anchor::Receipt,
            period: Some(Period::days(30)),
            counting: Counting::After,
            first_day_of_month_following: None,
        },
    }
}

/// A term that renews itself unless notice is received half a year ahead.
pub(super) const fn tacit(years: u32, renewal: u32) -> DurationRule {
    DurationRule::FixedThenTacit {
        initial: Period::years(years),
        renewal: Period::years(renewal),
        maximum_renewals: None,
        non_renewal_notice: Period::months(6),
    }
}

pub(super) const fn fixed(years: u32) -> DurationRule {
    DurationRule::Fixed { term: Term::For(Period::years(years)) }
}

pub(super) const fn notice(months: u32) -> TerminationRule {
    TerminationRule::Notice { period: Period::months(months), counts_from: Anchor::Receipt }
}

pub(super) fn lives() -> Vec<Life> {
    let mut lives = vec![egypt(), saudi_arabia(), emirates(), united_kingdom(), united_states(), france(), turkey()];
    lives.extend([pakistan(), iraq(), kuwait(), morocco(), italy(), cyprus(), greece(), korea(), india(), qatar()]);
    lives.extend(germany());
    lives
}

fn egypt() -> Life {
    let titles = ("اتفاقية التعاون في مجال الدفاع", "Agreement on Co-operation in the Field of Defence");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("EGY", titles, F::Agreement, &[A::DefenceConsultation, A::MilitaryTraining])
    };
    Life::proposed("2019-02-10", &plan)
        .negotiated("2019-04-01")
        .initialled(Who::We, "2019-06-20")
        .initialled(Who::They, "2019-06-20")
        .signed("Cairo", "2019-10-15")
        .consented(Who::They, "2020-03-02")
        .consented(Who::We, "2020-05-11")
}

fn saudi_arabia() -> Life {
    let titles = ("اتفاقية بشأن التمارين العسكرية المشتركة", "Agreement on Joint Military Exercises");
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        duration: Some(tacit(3, 2)),
        termination: Some(notice(6)),
        label: (C::Restricted, &["MOD"]),
        ..Plan::of("SAU", titles, F::Agreement, &[A::JointExercises])
    };
    Life::proposed("2019-09-01", &plan)
        .negotiated("2019-11-10")
        .signed("Riyadh", "2020-02-18")
        .consented(Who::We, "2020-06-01")
        .consented(Who::They, "2020-07-12")
}

fn emirates() -> Life {
    let titles = (
        "مذكرة تفاهم بشأن التدريب العسكري وتبادل الخبرات",
        "Memorandum of Understanding on Military Training and the Exchange of Experience",
    );
    let plan = Plan {
        authority: Some("Ministry of Defence"),
        bindingness: Bindingness::NonBinding,
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(tacit(5, 5)),
        ..Plan::of("ARE", titles, F::MemorandumOfUnderstanding, &[A::MilitaryTraining, A::KnowledgeExchange])
    };
    let (office, powers) = (Office::DefenceMinister, FullPowers::DispensedWith);
    Life::proposed("2020-08-16", &plan)
        .negotiated("2020-10-05")
        .signed_by(Who::We, office, powers, "Abu Dhabi", "2021-01-24")
        .signed_by(Who::They, office, powers, "Abu Dhabi", "2021-01-24")
}

fn united_kingdom() -> Life {
    let titles = ("اتفاقية بشأن الوضع القانوني للقوات الزائرة", "Agreement on the Status of Visiting Forces");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(12)),
        label: (C::Confidential, &["MFA", "MOD"]),
        ..Plan::of("GBR", titles, F::Agreement, &[A::StatusOfForces])
    };
    Life::proposed("2020-11-02", &plan)
        .negotiated("2021-02-15")
        .signed("London", "2021-09-07")
        .consented(Who::They, "2022-01-20")
        .consented(Who::We, "2022-03-31")
}

fn united_states() -> Life {
    let titles = (
        "اتفاقية عامة بشأن حماية المعلومات العسكرية المصنفة",
        "General Agreement on the Protection of Classified Military Information",
    );
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        label: (C::Secret, &["MOD"]),
        ..Plan::of("USA", titles, F::Agreement, &[A::ClassifiedInformation, A::IntelligenceSharing])
    };
    Life::proposed("2021-03-14", &plan)
        .negotiated("2021-05-03")
        .signed_by(Who::We, Office::DefenceMinister, FullPowers::Produced, "Washington", "2021-11-30")
        .signed_by(Who::They, Office::DefenceMinister, FullPowers::Produced, "Washington", "2021-11-30")
}

/// A notice of denunciation is running.
fn france() -> Life {
    let titles = ("اتفاقية التعاون في مجال تقنيات الدفاع", "Agreement on Co-operation in Defence Technology");
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(12)),
        ..Plan::of("FRA", titles, F::Agreement, &[A::DefenceTechnology, A::DefenceResearch])
    };
    Life::proposed("2019-05-20", &plan)
        .negotiated("2019-09-16")
        .signed("Paris", "2020-09-28")
        .consented(Who::We, "2021-02-01")
        .consented(Who::They, "2021-04-19")
        .noticed(Who::They, NoticePurpose::Denunciation, "2026-06-08")
}

/// Signed; we have ratified, they have not.
fn turkey() -> Life {
    let titles = ("اتفاقية التعاون في مجال الصناعات الدفاعية", "Agreement on Co-operation in the Defence Industry");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(fixed(10)),
        termination: Some(notice(6)),
        ..Plan::of("TUR", titles, F::Agreement, &[A::DefenceProcurement])
    };
    Life::proposed("2024-01-21", &plan)
        .negotiated("2024-04-15")
        .signed("Ankara", "2025-05-22")
        .consented(Who::We, "2026-02-16")
}

/// Suspended with the consent of both, and resumed.
fn pakistan() -> Life {
    let titles = ("اتفاقية التعاون في مكافحة الإرهاب", "Agreement on Co-operation against Terrorism");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(tacit(5, 5)),
        termination: Some(notice(6)),
        label: (C::Restricted, &[]),
        ..Plan::of("PAK", titles, F::Agreement, &[A::Counterterrorism, A::IntelligenceSharing])
    };
    Life::proposed("2019-06-09", &plan)
        .negotiated("2019-08-26")
        .signed("Islamabad", "2020-01-13")
        .consented(Who::They, "2020-06-15")
        .consented(Who::We, "2020-08-03")
        .suspended("2023-03-01")
        .resumed("2024-02-01")
}

fn iraq() -> Life {
    let titles = ("بروتوكول بشأن أمن الحدود المشتركة", "Protocol on the Security of the Common Border");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(TerminationRule::Silent),
        label: (C::Restricted, &["MFA", "MOD", "MOI"]),
        ..Plan::of("IRQ", titles, F::Protocol, &[A::Borders, A::Counterterrorism])
    };
    Life::proposed("2021-07-04", &plan)
        .negotiated("2021-10-18")
        .signed("Baghdad", "2022-06-27")
        .consented(Who::We, "2022-11-14")
        .consented(Who::They, "2023-01-09")
}

/// An exchange of notes is never merely signed.
fn kuwait() -> Life {
    let titles = (
        "تبادل مذكرات بشأن التأهب للطوارئ والإغاثة",
        "Exchange of Notes concerning Preparedness for Emergencies and Relief",
    );
    let plan = Plan {
        consent: Some(ConsentMeans::ExchangeOfInstruments),
        force: Some(EntryIntoForceRule::Default),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(3)),
        ..Plan::of("KWT", titles, F::ExchangeOfNotes, &[A::EmergencyPreparedness])
    };
    Life::proposed("2023-02-26", &plan)
        .negotiated("2023-03-20")
        .signed_by(Who::They, Office::ForeignMinister, FullPowers::Unknown, "Kuwait", "2023-05-08")
        .signed_by(Who::We, Office::ForeignMinister, FullPowers::Unknown, "Amman", "2023-05-17")
}

/// The defence ministers sign, and it is not known whether they had full powers.
fn morocco() -> Life {
    let titles = ("اتفاقية بشأن تدريب قوات حفظ السلام", "Agreement on the Training of Peacekeeping Forces");
    let plan = Plan {
        authority: Some("Ministry of Defence"),
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(tacit(4, 4)),
        termination: Some(notice(6)),
        ..Plan::of("MAR", titles, F::Agreement, &[A::Peacekeeping, A::MilitaryTraining])
    };
    Life::proposed("2022-01-09", &plan)
        .negotiated("2022-03-07")
        .signed_by(Who::We, Office::DefenceMinister, FullPowers::Unknown, "Rabat", "2022-10-04")
        .signed_by(Who::They, Office::DefenceMinister, FullPowers::Unknown, "Rabat", "2022-10-04")
}

/// A later agreement takes the place of an earlier one.
fn germany() -> [Life; 2] {
    let plan = |titles| Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("DEU", titles, F::ImplementingArrangement, &[A::Logistics])
    };
    let earlier = ("ترتيب بشأن الدعم اللوجستي المتبادل", "Arrangement on Mutual Logistic Support");
    let later = ("ترتيب جديد بشأن الدعم اللوجستي والنقل", "New Arrangement on Logistic Support and Transport");
    let later = Life::proposed("2023-06-11", &plan(later)).negotiated("2023-08-21").signed("Berlin", "2024-03-05");
    let supersession =
        Supersession { by: Some(later.agreement.id()), by_as_printed: None, extent: SupersessionExtent::Whole };
    let earlier = Life::proposed("2019-01-20", &plan(earlier))
        .negotiated("2019-03-11")
        .signed("Amman", "2019-08-29")
        .then(reported(ActDetails::Superseded(supersession)).done_on(day("2024-03-05")));
    [earlier, later]
}

/// A fixed term that has run out.
fn italy() -> Life {
    let titles = ("اتفاقية بشأن البحوث الدفاعية المشتركة", "Agreement on Joint Research for Defence");
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(fixed(5)),
        ..Plan::of("ITA", titles, F::Agreement, &[A::DefenceResearch])
    };
    Life::proposed("2019-03-24", &plan).negotiated("2019-05-13").signed("Rome", "2019-12-10")
}

fn cyprus() -> Life {
    let titles = (
        "اتفاقية بشأن البحث والإنقاذ والاستجابة للكوارث",
        "Agreement on Search and Rescue and the Response to Disasters",
    );
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        duration: Some(tacit(5, 5)),
        termination: Some(notice(6)),
        ..Plan::of("CYP", titles, F::Agreement, &[A::EmergencyPreparedness])
    };
    Life::proposed("2021-04-25", &plan)
        .negotiated("2021-06-14")
        .signed("Nicosia", "2021-12-15")
        .consented(Who::They, "2022-04-04")
        .consented(Who::We, "2022-05-30")
}

fn greece() -> Life {
    let titles = ("اتفاقية بشأن التشاور الدفاعي", "Agreement on Consultation in Matters of Defence");
    let plan = Plan::of("GRC", titles, F::Agreement, &[A::DefenceConsultation]);
    Life::proposed("2026-03-15", &plan).negotiated("2026-06-22")
}

fn korea() -> Life {
    let titles = ("اتفاقية بشأن توريد المعدات الدفاعية", "Agreement on the Supply of Defence Equipment");
    let plan =
        Plan { label: (C::Confidential, &["MOD"]), ..Plan::of("KOR", titles, F::Agreement, &[A::DefenceProcurement]) };
    Life::proposed("2026-09-13", &plan)
}

fn india() -> Life {
    let titles = ("اتفاقية إطارية للتعاون الدفاعي", "Framework Agreement on Defence Co-operation");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        ..Plan::of("IND", titles, F::FrameworkAgreement, &[A::DefenceConsultation, A::JointExercises])
    };
    Life::proposed("2025-02-02", &plan)
        .negotiated("2025-05-19")
        .initialled(Who::We, "2026-04-13")
        .initialled(Who::They, "2026-04-13")
}

/// A notice of non-renewal, taken back in time.
fn qatar() -> Life {
    let titles = ("اتفاقية بشأن تبادل المعرفة العسكرية", "Agreement on the Exchange of Military Knowledge");
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(tacit(3, 3)),
        termination: Some(notice(6)),
        ..Plan::of("QAT", titles, F::Agreement, &[A::KnowledgeExchange])
    };
    Life::proposed("2020-01-19", &plan)
        .negotiated("2020-02-24")
        .signed("Doha", "2020-11-16")
        .noticed(Who::We, NoticePurpose::NonRenewal, "2023-04-02")
        .took_back(Who::We, "2023-08-20")
}
