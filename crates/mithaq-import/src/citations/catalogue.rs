//! The agreements of one register, by what others name them by.

use std::collections::HashMap;

use mithaq_domain::act::{ActBody, ActDetails, AgreementId, Relation};
use mithaq_domain::actor::ActorId;
use mithaq_domain::day::{LegalDay, Span};
use mithaq_domain::party::{Parties, PartyRole};
use mithaq_domain::terms::Form;

use super::day::made_on;
use crate::doubt::{Doubt, DoubtCode};
use crate::forms::form_of;
use crate::names::{NameLanguage, fold};
use crate::register::Register;
use crate::verdict::Reading;

/// A title of fewer words is shared by too many.
const SHORTEST_TITLE: usize = 4;

/// An agreement as others may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its identity.
    pub id: AgreementId,
    /// Between whom, in any order.
    pub parties: [ActorId; 2],
    /// Its form.
    pub form: Form,
    /// When it was signed.
    pub signed: Option<Span>,
    /// Its title.
    pub title: String,
}

/// The agreements of one register.
#[derive(Debug)]
pub struct Catalogue {
    language: NameLanguage,
    listed: HashMap<[ActorId; 2], Vec<Listed>>,
}

impl Catalogue {
    /// An empty one.
    #[must_use]
    pub fn new(register: Register) -> Self {
        let language = match register {
            Register::UkTreaties => NameLanguage::English,
            Register::Concordia => NameLanguage::Portuguese,
        };
        Self { language, listed: HashMap::new() }
    }

    /// Adds an agreement; one that is there already is replaced.
    pub fn add(&mut self, mut listed: Listed) {
        let folded = fold(&listed.title);
        folded.trim().clone_into(&mut listed.title);
        let same = self.listed.entry(pair(listed.parties)).or_default();
        match same.iter_mut().find(|there| there.id == listed.id) {
            Some(there) => *there = listed,
            None => same.push(listed),
        }
    }

    /// Adds the agreement that a record becomes.
    pub fn add_reading(&mut self, id: AgreementId, reading: &Reading) {
        let Some(ActDetails::Imported(import)) = reading.bodies.first().map(|body| &body.details) else { return };
        let signed = reading.bodies.iter().find(|body| matches!(body.details, ActDetails::Signed(_)));
        self.add(Listed {
            id,
            parties: actors(&import.parties),
            form: import.terms.form,
            signed: signed.and_then(|body| body.action_on.as_ref()).map(LegalDay::span),
            title: import.terms.titles.as_slice().first().map(|title| title.value.clone()).unwrap_or_default(),
        });
    }

    /// Names the agreements that a record's acts relate to, where it is plain which are meant; where it is not, that is
    /// a doubt and the act keeps the register's words alone.
    pub fn name_related(&self, id: AgreementId, reading: &mut Reading) {
        let Some(ActDetails::Imported(import)) = reading.bodies.first().map(|body| &body.details) else { return };
        let parties = pair(actors(&import.parties));
        let candidates = self.listed.get(&parties).map_or(&[][..], Vec::as_slice);
        for relation in reading.bodies.iter_mut().filter_map(related) {
            let printed = relation.to_as_printed.as_deref().unwrap_or_default();
            match self.find(candidates, id, printed) {
                Ok(found) => relation.to = Some(found),
                Err(doubt) => reading.warnings.push(doubt),
            }
        }
    }

    /// The one agreement that is meant: by its day, and by its form where several were made on it; else by its title.
    fn find(&self, candidates: &[Listed], citing: AgreementId, printed: &str) -> Result<AgreementId, Doubt> {
        let others = || candidates.iter().filter(|other| other.id != citing);
        let made = made_on(printed);
        let by_day: Vec<&Listed> = others().filter(|other| was_signed(other, made)).collect();
        let form = form_of(printed, self.language);
        let by_form: Vec<&Listed> = by_day.iter().copied().filter(|other| other.form == form).collect();
        let folded = fold(printed);
        // One whose day is another is not the one that is meant.
        let by_title: Vec<&Listed> = others()
            .filter(|other| folded.starts_with(&other.title) && other.title.split(' ').count() >= SHORTEST_TITLE)
            .filter(|other| made.is_none() || was_signed(other, made))
            .collect();
        match (by_form.as_slice(), by_day.as_slice(), by_title.as_slice()) {
            ([one], _, _) | (_, _, [one]) => Ok(one.id),
            // An agreement may be made by an exchange of notes, and is then named by either.
            ([], [one], _) if is_said_of_any(form) => Ok(one.id),
            ([], [], []) if made.is_none() => {
                Err(DoubtCode::CitedWithoutDay.because(format!("{printed:?} is named without its day.")))
            }
            ([], by_day, []) if by_day.is_empty() || !is_said_of_any(form) => {
                Err(DoubtCode::CitedNotFound.because(format!("{printed:?} is not in the register.")))
            }
            _ => Err(DoubtCode::CitedSeveral.because(format!("{printed:?} may be several of the register."))),
        }
    }
}

const fn is_said_of_any(form: Form) -> bool {
    matches!(form, Form::Agreement | Form::ExchangeOfNotes | Form::ExchangeOfLetters | Form::Other)
}

fn was_signed(other: &Listed, made: Option<Span>) -> bool {
    matches!((other.signed, made), (Some(signed), Some(made)) if signed.day().is_some() && !made.excludes(signed))
}

fn related(body: &mut ActBody) -> Option<&mut Relation> {
    match &mut body.details {
        ActDetails::Related(relation) => Some(relation),
        _ => None,
    }
}

fn actors(parties: &Parties) -> [ActorId; 2] {
    [PartyRole::Home, PartyRole::Counterpart].map(|role| parties.get(role).actor)
}

fn pair(mut parties: [ActorId; 2]) -> [ActorId; 2] {
    parties.sort_unstable();
    parties
}
