//! What an agreement is about, by the subjects under which a register keeps it.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use mithaq_domain::terms::Area;

use crate::doubt::{Doubt, DoubtCode};
use crate::forms::form_of;
use crate::names::{NameLanguage, fold};

const SUBJECTS: &str = include_str!("../data/subjects.csv");
/// A subject of more letters is no heading of a register.
const LONGEST_SUBJECT: usize = 60;

static AREAS: LazyLock<HashMap<(&'static str, String), Vec<Area>>> = LazyLock::new(read);

/// What a register's subjects come to.
#[derive(Debug, Default)]
pub(crate) struct Subjects {
    pub(crate) areas: BTreeSet<Area>,
    /// What stands among the subjects and looks like the title of another agreement.
    pub(crate) titles: Vec<String>,
    pub(crate) doubts: Vec<Doubt>,
}

impl Subjects {
    /// Reads subjects that are separated by semicolons.
    pub(crate) fn read(field: &str, text: &str, language: NameLanguage) -> Self {
        let mut subjects = Self::default();
        let tag = match language {
            NameLanguage::English => "en",
            NameLanguage::Portuguese => "pt",
        };
        for subject in text.split(';').map(str::trim).filter(|subject| !subject.is_empty()) {
            if let Some(areas) = AREAS.get(&(tag, fold(subject).trim().to_owned())) {
                subjects.areas.extend(areas);
            } else if subject.chars().count() > LONGEST_SUBJECT
                && form_of(subject, language) != mithaq_domain::terms::Form::Other
            {
                subjects.titles.push(subject.to_owned());
                let message = format!("{field}: {subject:?} looks like the title of another agreement.");
                subjects.doubts.push(DoubtCode::SubjectIsTitle.because(message));
            } else {
                subjects.areas.insert(Area::Other);
                let message = format!("{field}: {subject:?} is in no table of subjects.");
                subjects.doubts.push(DoubtCode::SubjectUnknown.because(message));
            }
        }
        subjects
    }
}

fn read() -> HashMap<(&'static str, String), Vec<Area>> {
    let rows = SUBJECTS.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut fields = row.splitn(3, ';');
        let (Some(language), Some(subject), Some(areas)) = (fields.next(), fields.next(), fields.next()) else {
            panic!("the table of subjects is compiled in, and yet: {row}")
        };
        let areas = areas
            .split_whitespace()
            .map(|area| area.parse().unwrap_or_else(|error| panic!("the table of subjects is compiled in: {error}")));
        ((language, fold(subject).trim().to_owned()), areas.collect())
    })
    .collect()
}
