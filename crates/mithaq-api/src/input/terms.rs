//! What the text of an agreement says, as a client records it.

use async_graphql::InputObject;
use mithaq_domain::terms;

use super::rules::{DurationRuleInput, EntryIntoForceRuleInput, PeriodInput, TerminationRuleInput};
use super::text::read_text;
use crate::failure::Failure;
use crate::scalar::Language;
use crate::words::{AmendmentRule, Area, Bindingness, ConsentMeans, Form};

/// What the text of an agreement says. A rule that is not known is left out, which is not the same as a text that is
/// silent.
#[derive(InputObject)]
pub(crate) struct TermsInput {
    /// The titles, one a language; first the one in which the text was made.
    titles: Vec<TitleInput>,
    /// What the instrument is called.
    form: Form,
    /// Whether it binds in international law.
    bindingness: Bindingness,
    /// What it is about.
    areas: Vec<Area>,
    /// How consent to be bound is to be expressed (VCLT 11).
    consent: Option<ConsentMeans>,
    /// How it enters into force (VCLT 24).
    entry_into_force: Option<EntryIntoForceRuleInput>,
    /// How long it lasts.
    duration: Option<DurationRuleInput>,
    /// How a party may leave it (VCLT 54, 56).
    termination: Option<TerminationRuleInput>,
    /// What outlives its end (VCLT 70).
    survival: Option<SurvivalInput>,
    /// How both agree to amend it, where the text says (VCLT 39).
    amendment: Option<AmendmentRule>,
}

/// A title in one language.
#[derive(InputObject)]
pub(crate) struct TitleInput {
    /// The language.
    language: Language,
    /// The title.
    value: String,
}

/// What outlives the agreement's end (VCLT 70).
#[derive(InputObject)]
pub(crate) struct SurvivalInput {
    /// Which obligations, in the text's words.
    what: String,
    /// For how long; until released, where left out.
    period: Option<PeriodInput>,
}

impl TermsInput {
    /// The terms.
    pub(crate) fn read(&self, path: &str) -> Result<terms::Terms, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        let titles = self
            .titles
            .iter()
            .map(|title| terms::Title { language: title.language.0.clone(), value: title.value.clone() });
        let titles = terms::Titles::try_new(titles.collect())
            .map_err(|broken| Failure::bad_input(format!("{}: {broken}", at("titles"))))?;
        Ok(terms::Terms {
            titles,
            form: self.form.into(),
            bindingness: self.bindingness.into(),
            areas: self.areas.iter().map(|area| (*area).into()).collect(),
            consent: self.consent.map(Into::into),
            entry_into_force: self
                .entry_into_force
                .as_ref()
                .map(|rule| rule.read(&at("entryIntoForce")))
                .transpose()?,
            duration: self.duration.as_ref().map(|rule| rule.read(&at("duration"))).transpose()?,
            termination: self.termination.as_ref().map(|rule| rule.read(&at("termination"))).transpose()?,
            survival: self.survival.as_ref().map(|survival| survival.read(&at("survival"))).transpose()?,
            amendment: self.amendment.map(Into::into),
        })
    }
}

impl SurvivalInput {
    fn read(&self, path: &str) -> Result<terms::Survival, Failure> {
        Ok(terms::Survival {
            what: read_text(&self.what, &format!("{path}.what"))?,
            period: self.period.as_ref().map(|period| period.read(&format!("{path}.period"))).transpose()?,
        })
    }
}
