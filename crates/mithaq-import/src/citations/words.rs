//! The words by which titles say what an instrument does to another.

use std::sync::LazyLock;

use mithaq_domain::act::RelationKind;

use crate::names::NameLanguage;
use crate::phrases::Phrases;

const RELATIONS: &str = include_str!("../../data/relations.csv");

static ENGLISH: LazyLock<Phrases<Words>> = LazyLock::new(|| read("en"));
static PORTUGUESE: LazyLock<Phrases<Words>> = LazyLock::new(|| read("pt"));

/// Words that say what an instrument does to the one that is named after them.
#[derive(Debug)]
pub(super) struct Words {
    /// The preposition before the other instrument, where it does not follow the words at once.
    pub(super) link: Option<String>,
    pub(super) relation: RelationKind,
}

/// The table for a language.
pub(super) fn of(language: NameLanguage) -> &'static Phrases<Words> {
    match language {
        NameLanguage::English => &ENGLISH,
        NameLanguage::Portuguese => &PORTUGUESE,
    }
}

fn read(language: &str) -> Phrases<Words> {
    let rows = RELATIONS.lines().filter(|row| !row.starts_with('#'));
    let rows = rows.filter_map(|row| row.strip_prefix(language)?.strip_prefix(';'));
    Phrases::new(rows.map(|row| match row.split(';').collect::<Vec<_>>()[..] {
        [phrase, link, relation] => {
            let relation = relation.parse();
            let relation = relation.unwrap_or_else(|error| panic!("the table of relations is compiled in: {error}"));
            (phrase.to_owned(), Words { link: (!link.is_empty()).then(|| link.to_owned()), relation })
        }
        _ => panic!("the table of relations is compiled in, and yet: {row}"),
    }))
}
