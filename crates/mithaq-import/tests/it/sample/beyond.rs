//! Agreements beyond defence.

use mithaq_domain::act::{FullPowers, NoticePurpose, Office};
use mithaq_domain::label::Classification as C;
use mithaq_domain::terms::{Area as A, Bindingness, ConsentMeans, DurationRule, Form as F};

use super::defence::{fixed, notice, on_exchange, on_signature, tacit, thirty_days_after_notification};
use super::life::{Life, Plan, Who};

const RATIFICATION: Option<ConsentMeans> = Some(ConsentMeans::Ratification);
const PROCEDURES: Option<ConsentMeans> = Some(ConsentMeans::NotificationOfProcedures);
const SIGNATURE: Option<ConsentMeans> = Some(ConsentMeans::Signature);

pub(super) fn lives() -> Vec<Life> {
    let mut lives = vec![canada(), tunisia(), malaysia(), japan(), sweden(), palestine(), european_union()];
    lives.extend([islamic_cooperation(), food_programme(), spain(), lebanon(), algeria(), kenya()]);
    lives
}

fn canada() -> Life {
    let titles = ("اتفاقية التجارة والاستثمار", "Agreement on Trade and Investment");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(12)),
        ..Plan::of("CAN", titles, F::Agreement, &[A::Trade, A::Investment])
    };
    Life::proposed("2020-02-09", &plan)
        .negotiated("2020-06-15")
        .signed("Ottawa", "2021-06-28")
        .consented(Who::We, "2022-02-07")
        .consented(Who::They, "2022-10-01")
}

/// Ended with the consent of both.
fn tunisia() -> Life {
    let titles = ("اتفاق تجاري", "Trade Agreement");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(tacit(5, 5)),
        termination: Some(notice(6)),
        ..Plan::of("TUN", titles, F::Agreement, &[A::Trade])
    };
    Life::proposed("2019-01-13", &plan)
        .negotiated("2019-02-18")
        .signed("Tunis", "2019-07-22")
        .consented(Who::They, "2019-12-02")
        .consented(Who::We, "2020-01-27")
        .terminated("2025-09-30")
}

fn malaysia() -> Life {
    let titles =
        ("مذكرة تفاهم للتعاون بين الجامعات", "Memorandum of Understanding on Co-operation between Universities");
    let plan = Plan {
        authority: Some("Ministry of Higher Education and Scientific Research"),
        bindingness: Bindingness::NonBinding,
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(tacit(3, 3)),
        ..Plan::of("MYS", titles, F::MemorandumOfUnderstanding, &[A::AcademicExchange])
    };
    let (office, powers) = (Office::OtherMinister, FullPowers::DispensedWith);
    Life::proposed("2022-05-15", &plan)
        .negotiated("2022-07-18")
        .signed_by(Who::We, office, powers, "Kuala Lumpur", "2022-11-21")
        .signed_by(Who::They, office, powers, "Kuala Lumpur", "2022-11-21")
}

/// A notice of non-renewal in time: the term runs out, and is near its end.
fn japan() -> Life {
    let titles = ("اتفاقية التبادل الأكاديمي", "Agreement on Academic Exchange");
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(tacit(3, 3)),
        termination: Some(notice(6)),
        ..Plan::of("JPN", titles, F::Agreement, &[A::AcademicExchange, A::Technology])
    };
    Life::proposed("2020-06-21", &plan).negotiated("2020-08-31").signed("Tokyo", "2021-02-15").noticed(
        Who::They,
        NoticePurpose::NonRenewal,
        "2026-07-06",
    )
}

fn sweden() -> Life {
    let titles = (
        "اتفاقية بشأن إدارة المياه وحماية البيئة",
        "Agreement on Water Management and the Protection of the Environment",
    );
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        duration: Some(tacit(5, 5)),
        termination: Some(notice(6)),
        ..Plan::of("SWE", titles, F::Agreement, &[A::Environment])
    };
    Life::proposed("2022-09-04", &plan)
        .negotiated("2022-11-14")
        .signed("Stockholm", "2023-06-05")
        .consented(Who::They, "2023-09-18")
        .consented(Who::We, "2024-01-15")
}

fn palestine() -> Life {
    let titles = ("اتفاقية التعاون الصحي", "Agreement on Co-operation in Health");
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("PSE", titles, F::Agreement, &[A::Health])
    };
    Life::proposed("2021-01-31", &plan).negotiated("2021-03-08").signed("Amman", "2021-07-12")
}

fn european_union() -> Life {
    let titles = ("اتفاق إطاري بشأن البيئة والمناخ والطاقة", "Framework Agreement on Environment, Climate and Energy");
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("O-EU", titles, F::FrameworkAgreement, &[A::Environment, A::Energy])
    };
    let powers = FullPowers::Produced;
    Life::proposed("2023-10-01", &plan)
        .negotiated("2023-12-04")
        .signed_by(Who::We, Office::ForeignMinister, powers, "Brussels", "2024-11-18")
        .signed_by(Who::They, Office::Other, powers, "Brussels", "2024-11-18")
        .consented(Who::We, "2025-03-24")
        .consented(Who::They, "2025-06-30")
}

fn islamic_cooperation() -> Life {
    let titles = (
        "اتفاقية بشأن استضافة مؤتمر وزراء الثقافة",
        "Agreement on the Hosting of the Conference of Ministers of Culture",
    );
    let plan = Plan {
        consent: SIGNATURE,
        force: Some(on_signature()),
        duration: Some(fixed(1)),
        ..Plan::of("O-OIC", titles, F::Agreement, &[A::Culture])
    };
    Life::proposed("2023-01-22", &plan)
        .negotiated("2023-02-20")
        .signed_by(Who::We, Office::ForeignMinister, FullPowers::Unknown, "Jeddah", "2023-04-10")
        .signed_by(Who::They, Office::Other, FullPowers::Produced, "Jeddah", "2023-04-10")
}

/// Given up before force.
fn food_programme() -> Life {
    let titles = ("اتفاقية بشأن المستودعات الإنسانية", "Agreement on Humanitarian Depots");
    let plan = Plan {
        consent: PROCEDURES,
        force: Some(thirty_days_after_notification()),
        ..Plan::of("O-WFP", titles, F::Agreement, &[A::EmergencyPreparedness, A::Logistics])
    };
    Life::proposed("2022-02-13", &plan).negotiated("2022-04-25").abandoned(
        Who::They,
        "2022-12-19",
        "The depot was set up elsewhere.",
    )
}

/// Signed, and refused by the other party's parliament.
fn spain() -> Life {
    let titles = ("اتفاقية تجنب الازدواج الضريبي", "Convention for the Avoidance of Double Taxation");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        ..Plan::of("ESP", titles, F::Convention, &[A::Taxation])
    };
    Life::proposed("2020-10-11", &plan)
        .negotiated("2021-01-18")
        .signed("Madrid", "2022-05-09")
        .consented(Who::We, "2022-09-26")
        .abandoned(Who::They, "2024-06-17", "Parliament declined to approve it.")
}

/// Suspended to this day.
fn lebanon() -> Life {
    let titles = ("اتفاقية الربط الكهربائي", "Agreement on the Interconnection of Electricity Networks");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(fixed(15)),
        termination: Some(notice(6)),
        ..Plan::of("LBN", titles, F::Agreement, &[A::Energy])
    };
    Life::proposed("2021-05-16", &plan)
        .negotiated("2021-07-05")
        .signed("Beirut", "2022-01-26")
        .consented(Who::We, "2022-03-14")
        .consented(Who::They, "2022-08-22")
        .suspended("2024-10-01")
}

/// A denunciation that has run its time.
fn algeria() -> Life {
    let titles = ("اتفاقية النقل الجوي", "Air Transport Agreement");
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(12)),
        ..Plan::of("DZA", titles, F::Agreement, &[A::Transport])
    };
    Life::proposed("2019-04-14", &plan)
        .negotiated("2019-06-24")
        .signed("Algiers", "2019-11-25")
        .consented(Who::They, "2020-02-10")
        .consented(Who::We, "2020-06-22")
        .noticed(Who::We, NoticePurpose::Denunciation, "2023-11-06")
}

/// Signed; consent of both is pending.
fn kenya() -> Life {
    let titles = (
        "معاهدة المساعدة القانونية المتبادلة في المسائل الجنائية",
        "Treaty on Mutual Legal Assistance in Criminal Matters",
    );
    let plan = Plan {
        consent: RATIFICATION,
        force: Some(on_exchange()),
        duration: Some(DurationRule::Indefinite),
        termination: Some(notice(6)),
        label: (C::Restricted, &["MFA", "MOJ"]),
        ..Plan::of("KEN", titles, F::Treaty, &[A::Judicial])
    };
    Life::proposed("2025-06-15", &plan).negotiated("2025-09-08").signed("Nairobi", "2026-08-24")
}
