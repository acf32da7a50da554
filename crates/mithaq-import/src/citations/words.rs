//! The words by which titles say what an instrument does to another.

use std::sync::LazyLock;

use mithaq_domain::act::RelationKind;

use crate::names::NameLanguage;

const RELATIONS: &str = include_str!("../../data/relations.csv");

static ENGLISH: LazyLock<Vec<Words>> = LazyLock::new(|| read("en"));
static PORTUGUESE: LazyLock<Vec<Words>> = LazyLock::new(|| read("pt"));

/// Words that say what an instrument does to the one that is named after them.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) phrase: String,
    /// The preposition before the other instrument, where it does not follow the words at once.
    pub(super) link: Option<String>,
    pub(super) relation: RelationKind,
}

/// The table for a language.
pub(super) fn of(language: NameLanguage) -> &'static [Words] {
    match language {
        NameLanguage::English => &ENGLISH,
        NameLanguage::Portuguese => &PORTUGUESE,
    }
}

fn read(language: &str) -> Vec<Words> {
    let rows = RELATIONS.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.strip_prefix(language)?.strip_prefix(';'))
        .map(|row| match row.split(';').collect::<Vec<_>>()[..] {
            [phrase, link, relation] => Words {
                phrase: phrase.to_owned(),
                link: (!link.is_empty()).then(|| link.to_owned()),
                relation: relation
                    .parse()
                    .unwrap_or_else(|error| panic!("the table of relations is compiled in: {error}")),
            },
            _ => panic!("the table of relations is compiled in, and yet: {row}"),
        })
        .collect()
}
