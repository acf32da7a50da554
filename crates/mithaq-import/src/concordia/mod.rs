//! Records of Concórdia, Brazil's register.

mod status;

use chrono::NaiveDate;
use mithaq_domain::act::{
    ActBody, ActDetails, Consent, DomesticStep, Import, MissingFact, Supersession, SupersessionExtent,
};
use mithaq_domain::actor::{self, Actor};
use mithaq_domain::day::LegalDay;
use mithaq_domain::label::Label;
use mithaq_domain::party::{Parties, Party};
use mithaq_domain::terms::{Bindingness, ConsentMeans, Terms};

use crate::actors::{of_dependency, of_manner, of_unresolved};
use crate::areas::Subjects;
use crate::bodies::{date, imported, opening, titles};
use crate::citations::Citation;
use crate::doubt::{Doubt, DoubtCode};
use crate::forms::form_of;
use crate::names::{NameLanguage, resolve};
use crate::read::Fields;
use crate::register::Register;
use status::{End, Stage, Status};

/// The state whose register it is.
const HOME: &str = "BRA";

struct Days {
    signed: Option<LegalDay>,
    force: Option<LegalDay>,
    end: Option<LegalDay>,
}

pub(crate) fn interpret(key: &str, fields: &Fields, doubts: &mut Vec<Doubt>) -> Option<Vec<ActBody>> {
    let days = Days {
        signed: date(fields, "data", doubts),
        force: date(fields, "vigor_int_em", doubts),
        end: date(fields, "expirou_em", doubts),
    };
    let titles = titles("titulo", fields.get("titulo"), "pt").map_err(|doubt| doubts.push(doubt)).ok();
    let parties = parties(fields, days.first_known(), doubts);
    let (titles, parties) = (titles?, parties?);
    let subjects = Subjects::read("temas", fields.get("temas").unwrap_or_default(), NameLanguage::Portuguese);
    doubts.extend(subjects.doubts);
    if days.signed.is_none() {
        doubts.push(DoubtCode::SignatureDayMissing.because("data gives no day."));
    }
    let status = Status::read(fields.get("status"), doubts);
    doubts.extend(status.against(days.force.is_some(), days.end.is_some()));
    let bindingness = bindingness(fields, &status);
    let home = parties.iter().next().map(|(_, party)| party.actor);
    let title = &titles.as_slice()[0].value;
    let form = form_of(title, NameLanguage::Portuguese);
    let cited = Citation::read(title, NameLanguage::Portuguese).map(|cited| cited.filed_as(&subjects.titles).told());
    let cited = cited.transpose().unwrap_or_else(|unclear| {
        doubts.push(unclear);
        None
    });
    let import = Import {
        register: Register::Concordia.as_str().to_owned(),
        key: key.to_owned(),
        parties,
        terms: Terms {
            titles,
            form,
            bindingness,
            areas: subjects.areas,
            consent: matches!(status.stage, Stage::ConsentPending { .. }).then_some(ConsentMeans::Ratification),
            entry_into_force: None,
            duration: None,
            termination: None,
            survival: None,
            amendment: None,
        },
        label: Label::unclassified(),
        missing: missing(&days, &status, bindingness),
        asserted_status: status.asserted,
        references: references(fields, &subjects.titles),
        doubts: Vec::new(),
    };
    let mut bodies = opening(import, days.signed.as_ref(), fields.get("loc_celebracao").map(str::trim), doubts);
    if let Some(home) = home {
        bodies.extend(undated(status.stage).map(|details| imported(details).by(home)));
    }
    bodies
        .extend(days.force.map(|day| imported(ActDetails::EnteredIntoForce { applies_from: None }).effective_on(day)));
    bodies.extend(days.end.map(|day| imported(ending(status.stage)).effective_on(day)));
    bodies.extend(cited);
    Some(bodies)
}

impl Days {
    /// The day by which names are read: the first that the record knows of.
    fn first_known(&self) -> Option<NaiveDate> {
        [&self.signed, &self.force, &self.end].into_iter().flatten().next().map(|day| day.value.earliest())
    }
}

fn parties(fields: &Fields, on: Option<NaiveDate>, doubts: &mut Vec<Doubt>) -> Option<Parties> {
    let home = actor::by_code(HOME)?;
    let Some(name) = fields.get("parceiro").map(str::trim) else {
        doubts.push(DoubtCode::PartyCount.because("parceiro is empty: no partner is named."));
        return None;
    };
    if name.contains(';') {
        doubts.push(DoubtCode::PartyCount.because(format!("parceiro: {name:?} names several partners.")));
        return None;
    }
    let partner = partner(name, on, doubts)?;
    let parties = Parties::try_new(Party::of(home.id), Party::of(partner.id));
    parties.map_err(|same| doubts.push(DoubtCode::PartiesSame.because(format!("parceiro: {same}.")))).ok()
}

fn partner(name: &str, on: Option<NaiveDate>, doubts: &mut Vec<Doubt>) -> Option<&'static Actor> {
    match resolve(name, on, NameLanguage::Portuguese) {
        Ok(resolved) => {
            doubts.extend(of_manner(name, on, resolved.actor, resolved.manner));
            doubts.extend(of_dependency(name, resolved.actor));
            Some(resolved.actor)
        }
        Err(unresolved) => {
            doubts.push(of_unresolved("parceiro", name, on, &unresolved));
            None
        }
    }
}

/// What is registered with the United Nations (Charter, 102), or awaits ratification, is a treaty; of the rest the
/// record does not tell.
fn bindingness(fields: &Fields, status: &Status) -> Bindingness {
    let awaits_ratification = matches!(status.stage, Stage::ConsentPending { .. }) && status.names_ratification;
    if fields.get("n_registro_onu").is_some() || awaits_ratification {
        Bindingness::Binding
    } else {
        Bindingness::Undetermined
    }
}

fn missing(days: &Days, status: &Status, bindingness: Bindingness) -> Vec<MissingFact> {
    let ended_without_day = matches!(status.stage, Stage::Ended(_)) && days.end.is_none();
    let lacking = [
        (days.signed.is_none(), MissingFact::SignatureDay),
        (matches!(status.stage, Stage::ConsentPending { .. }) && days.force.is_none(), MissingFact::Consent),
        (days.force.is_none(), MissingFact::EntryIntoForceDay),
        (ended_without_day, MissingFact::EndDay),
        (matches!(status.stage, Stage::Suspended), MissingFact::SuspensionDay),
        (bindingness == Bindingness::Undetermined, MissingFact::Bindingness),
        (matches!(status.stage, Stage::Unclear), MissingFact::Standing),
    ];
    lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, fact)| fact).collect()
}

/// What the status says that Brazil has done, without a day.
fn undated(stage: Stage) -> impl Iterator<Item = ActDetails> {
    let step = stage.step().map(|step| ActDetails::DomesticStepTaken(DomesticStep { step, reference: None }));
    let consents = matches!(stage, Stage::ConsentPending { home_has_consented: true, .. });
    let consent = consents.then_some(ActDetails::ConsentExpressed(Consent { means: ConsentMeans::Ratification }));
    step.into_iter().chain(consent)
}

/// The act by which it ended, on the day that the register gives; by expiry, where the status does not say how.
fn ending(stage: Stage) -> ActDetails {
    match stage {
        Stage::Ended(End::Denounced) => ActDetails::Denounced,
        Stage::Ended(End::Superseded) => {
            let extent = SupersessionExtent::Whole;
            ActDetails::Superseded(Supersession { by: None, by_as_printed: None, extent })
        }
        Stage::Ended(End::Expired)
        | Stage::ConsentPending { .. }
        | Stage::Promulgation
        | Stage::InForce
        | Stage::Suspended
        | Stage::Unclear => ActDetails::Expired,
    }
}

fn references(fields: &Fields, titles: &[String]) -> Vec<String> {
    let registration = fields.get("n_registro_onu").map(|number| format!("UN registration {}", number.trim()));
    registration
        .into_iter()
        .chain(fields.get("pdf_url").map(|address| address.trim().to_owned()))
        .chain(titles.iter().cloned())
        .collect()
}
