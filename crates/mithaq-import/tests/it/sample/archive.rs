//! Agreements taken over from an invented archive, with what it leaves out.

use mithaq_domain::act::{
    ActBody, ActDetails, AssertedStatus, FullPowers, Import, LegalBasis, MissingFact, Office, Signature,
};
use mithaq_domain::agreement::StatusName;
use mithaq_domain::day::PartialDate;
use mithaq_domain::terms::{Area as A, Bindingness, Form as F};

use super::life::{Life, Plan, actor};

const REGISTER: &str = "petra-archive";

pub(super) fn lives() -> Vec<Life> {
    vec![hejaz_and_nejd(), czechoslovakia(), arab_league()]
}

/// A treaty of which the archive knows both days, and how it ended not at all.
fn hejaz_and_nejd() -> Life {
    let titles = ("معاهدة صداقة وحسن جوار", "Treaty of Friendship and Good Neighbourliness");
    let plan = Plan::of("X-HEJAZ-NEJD", titles, F::Treaty, &[A::Borders, A::Consular]);
    let acts = [
        signed("X-TRANSJORDAN", "1931-07-27"),
        signed("X-HEJAZ-NEJD", "1931-07-27"),
        imported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(date("1931-12")),
    ];
    archived("1931/7", "X-TRANSJORDAN", &plan, None, Vec::new(), acts)
}

/// The archive says that it has expired, and not when.
fn czechoslovakia() -> Life {
    let titles = ("اتفاقية ثقافية", "Cultural Agreement");
    let plan = Plan::of("CSHH", titles, F::Agreement, &[A::Culture, A::AcademicExchange]);
    let asserted = AssertedStatus { as_printed: "expired".to_owned(), status: Some(StatusName::Expired) };
    let acts = [
        signed("JOR", "1964-05-11"),
        signed("CSHH", "1964-05-11"),
        imported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(date("1965-02-01")),
    ];
    archived("1964/31", "JOR", &plan, Some(asserted), vec![MissingFact::EndDay], acts)
}

/// Nothing but the year of signature is known.
fn arab_league() -> Life {
    let titles = ("اتفاق بشأن مكتب الجامعة في عمّان", "Arrangement on the Office of the League in Amman");
    let plan = Plan {
        bindingness: Bindingness::Undetermined,
        ..Plan::of("O-LAS", titles, F::ImplementingArrangement, &[A::Consular])
    };
    let missing = vec![MissingFact::EntryIntoForceDay, MissingFact::Bindingness];
    archived("1973/2", "JOR", &plan, None, missing, [signed("JOR", "1973"), signed("O-LAS", "1973")])
}

fn archived(
    key: &str,
    home: &str,
    plan: &Plan,
    asserted_status: Option<AssertedStatus>,
    missing: Vec<MissingFact>,
    acts: impl IntoIterator<Item = ActBody>,
) -> Life {
    let import = Import {
        register: REGISTER.to_owned(),
        key: key.to_owned(),
        parties: plan.parties_of(home),
        terms: plan.terms(),
        label: plan.label(),
        asserted_status,
        missing,
        references: vec![format!("Petra Archive, box {key}")],
        doubts: Vec::new(),
    };
    let bodies = std::iter::once(imported(ActDetails::Imported(Box::new(import)))).chain(acts).collect();
    Life::imported("2019-01-06", plan.en, bodies)
}

fn signed(by: &str, on: &str) -> ActBody {
    let signature = Signature {
        signatory: None,
        office: Office::Unknown,
        full_powers: FullPowers::Unknown,
        place: None,
        subject_to_ratification: false,
        ad_referendum: false,
    };
    imported(ActDetails::Signed(signature)).by(actor(by)).done_on(date(on))
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

const fn imported(details: ActDetails) -> ActBody {
    ActBody::new(LegalBasis::Imported, details)
}
