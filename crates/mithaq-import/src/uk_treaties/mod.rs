//! Records of the treaty register of the United Kingdom.

use chrono::NaiveDate;
use mithaq_domain::act::{
    ActBody, ActDetails, EndGround, Import, MissingFact, ProvisionalApplication, ProvisionalBasis,
};
use mithaq_domain::day::LegalDay;
use mithaq_domain::label::Label;
use mithaq_domain::terms::{Bindingness, Terms};

use crate::areas::Subjects;
use crate::bodies::{date, imported, opening, titles};
use crate::citations::Citation;
use crate::doubt::{Doubt, DoubtCode};
use crate::forms::form_of;
use crate::names::NameLanguage;
use crate::read::Fields;
use crate::register::Register;

mod parties;

/// The days of a record. Where an event has an effective day of its own, that is the legal one, and the event's is the
/// day on which it was done.
struct Days {
    signed: Option<LegalDay>,
    force: Event,
    provisional: Option<LegalDay>,
    end: Event,
}

struct Event {
    done: Option<LegalDay>,
    effective: Option<LegalDay>,
}

pub(crate) fn interpret(key: &str, fields: &Fields, doubts: &mut Vec<Doubt>) -> Option<Vec<ActBody>> {
    let days = Days::read(fields, doubts);
    let titles = titles("title", fields.get("title"), "en").map_err(|doubt| doubts.push(doubt)).ok();
    let parties = parties::read(fields.get("country_name").unwrap_or_default(), days.first_known(), doubts);
    let (titles, parties) = (titles?, parties?);
    let subjects = Subjects::read("subject", fields.get("subject").unwrap_or_default(), NameLanguage::English);
    doubts.extend(subjects.doubts);
    if days.signed.is_none() {
        doubts.push(DoubtCode::SignatureDayMissing.because("signed_event_date gives no day."));
    }
    if let Some(day) = &days.provisional {
        let message = format!("provisional_eif_event_date: applied provisionally from {}.", day.value);
        doubts.push(DoubtCode::ProvisionalApplication.because(message));
    }
    let bindingness = bindingness(fields);
    let title = &titles.as_slice()[0].value;
    let form = form_of(title, NameLanguage::English);
    let cited = Citation::read(title, NameLanguage::English).map(Citation::told).transpose();
    let cited = cited.unwrap_or_else(|unclear| {
        doubts.push(unclear);
        None
    });
    let import = Import {
        register: Register::UkTreaties.as_str().to_owned(),
        key: key.to_owned(),
        parties,
        terms: Terms {
            titles,
            form,
            bindingness,
            areas: subjects.areas,
            consent: None,
            entry_into_force: None,
            duration: None,
            termination: None,
            survival: None,
            amendment: None,
        },
        label: Label::unclassified(),
        asserted_status: None,
        missing: missing(&days, bindingness),
        references: references(fields, &subjects.titles),
        doubts: Vec::new(),
    };
    let place = fields.get("signed_event_location").map(str::trim);
    let mut bodies = opening(import, days.signed.as_ref(), place, doubts);
    bodies.extend(days.provisional.map(|day| {
        let application = ProvisionalApplication { basis: ProvisionalBasis::Unknown, clauses: Vec::new() };
        imported(ActDetails::ProvisionallyApplied(application)).effective_on(day)
    }));
    bodies.extend(days.force.act(ActDetails::EnteredIntoForce { applies_from: None }));
    bodies.extend(days.end.act(ActDetails::Terminated { ground: EndGround::Unknown, clauses: Vec::new() }));
    bodies.extend(cited);
    Some(bodies)
}

impl Days {
    fn read(fields: &Fields, doubts: &mut Vec<Doubt>) -> Self {
        let mut day = |name| date(fields, name, doubts);
        Self {
            signed: day("signed_event_date"),
            force: Event {
                done: day("definative_eif_event_date"),
                effective: day("definative_eif_event_effective_date"),
            },
            provisional: day("provisional_eif_event_date"),
            end: Event { done: day("terminated_event_date"), effective: day("terminated_event_effective_date") },
        }
    }

    /// The day by which names are read: the first that the record knows of.
    fn first_known(&self) -> Option<NaiveDate> {
        [&self.signed, &self.force.effective, &self.force.done, &self.provisional, &self.end.done]
            .into_iter()
            .flatten()
            .next()
            .map(|day| day.value.earliest())
    }
}

impl Event {
    fn is_missing(&self) -> bool {
        self.done.is_none() && self.effective.is_none()
    }

    fn act(self, details: ActDetails) -> Option<ActBody> {
        match (self.done, self.effective) {
            (None, None) => None,
            (Some(done), None) => Some(imported(details).effective_on(done)),
            (None, Some(effective)) => Some(imported(details).effective_on(effective)),
            (Some(done), Some(effective)) => Some(imported(details).done_on(done).effective_on(effective)),
        }
    }
}

/// What is registered with the United Nations is a treaty (Charter, 102); of the rest the record does not tell.
fn bindingness(fields: &Fields) -> Bindingness {
    let registered = fields.get("references").is_some_and(|references| references.contains("UN Registration"));
    if registered { Bindingness::Binding } else { Bindingness::Undetermined }
}

fn missing(days: &Days, bindingness: Bindingness) -> Vec<MissingFact> {
    let lacking = [
        (days.signed.is_none(), MissingFact::SignatureDay),
        (days.force.is_missing(), MissingFact::EntryIntoForceDay),
        (bindingness == Bindingness::Undetermined, MissingFact::Bindingness),
    ];
    lacking.into_iter().filter(|(lacks, _)| *lacks).map(|(_, fact)| fact).collect()
}

fn references(fields: &Fields, titles: &[String]) -> Vec<String> {
    let printed =
        fields.get("references").unwrap_or_default().split(';').map(str::trim).filter(|text| !text.is_empty());
    printed.chain(fields.get("document_url").map(str::trim)).map(str::to_owned).chain(titles.iter().cloned()).collect()
}
