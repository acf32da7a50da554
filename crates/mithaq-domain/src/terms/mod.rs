//! What the text of an agreement says.

mod amendment;
mod area;
mod duration;
mod entry_into_force;
mod form;
mod termination;
mod title;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use amendment::AmendmentRule;
pub use area::Area;
pub use duration::{DurationRule, Term};
pub use entry_into_force::EntryIntoForceRule;
pub use form::{Bindingness, ConsentMeans, Form};
pub use termination::{Survival, TerminationRule};
pub use title::{InvalidLanguage, InvalidTitles, Language, Title, Titles};

/// What the text of an agreement says: its titles, form and rules. A rule that is not known is
/// absent, which is not the same as a text that is silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// The titles, one a language; the first is the one in which the source gives it.
    pub titles: Titles,
    /// The instrument's name in form; it has no legal effect (VCLT 2(1)(a)).
    pub form: Form,
    /// Whether it binds in international law.
    pub bindingness: Bindingness,
    /// What it is about.
    pub areas: BTreeSet<Area>,
    /// How consent to be bound is to be expressed, where the text says (VCLT 11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentMeans>,
    /// How it enters into force (VCLT 24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_into_force: Option<EntryIntoForceRule>,
    /// How long it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<DurationRule>,
    /// How a party may leave it (VCLT 54, 56).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination: Option<TerminationRule>,
    /// What outlives its end (VCLT 70).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survival: Option<Survival>,
    /// How both agree to amend it, where the text says (VCLT 39).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentRule>,
}
