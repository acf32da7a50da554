//! The form of an instrument, by the words of its title.

use std::sync::LazyLock;

use mithaq_domain::terms::Form;

use crate::names::{NameLanguage, fold};
use crate::phrases::Phrases;

const FORMS: &str = include_str!("../data/forms.csv");

static ENGLISH: LazyLock<Phrases<Form>> = LazyLock::new(|| read("en"));
static PORTUGUESE: LazyLock<Phrases<Form>> = LazyLock::new(|| read("pt"));

/// How many letters of a title are looked at.
const EARLY: usize = 120;

/// Where a title turns from the instrument to its parties, or to another instrument.
const TURNS: [&str; 8] =
    [" between ", " entre ", " amending ", " concerning ", " respecting ", " extending ", " ao ", " a "];

/// The form that a title names first, an exchange of notes or letters before all others; OTHER where it names none. A
/// title says early what it is the title of.
pub(crate) fn form_of(title: &str, language: NameLanguage) -> Form {
    let early = title.char_indices().nth(EARLY).map_or(title, |(end, _)| &title[..end]);
    let folded = format!(" {} ", fold(early).trim());
    let forms = match language {
        NameLanguage::English => &ENGLISH,
        NameLanguage::Portuguese => &PORTUGUESE,
    };
    let head = TURNS.iter().filter_map(|turn| folded.find(turn)).min().unwrap_or(folded.len());
    let exchange = forms
        .within(&folded)
        .find(|(at, _, form)| form.is_exchange() && *at <= head && !is_beside_another(folded[..*at].trim_end()));
    exchange.or_else(|| forms.within(&folded).next()).map_or(Form::Other, |(_, _, form)| *form)
}

/// Whether what follows only goes with the instrument named before: "Convention, with exchange of notes".
fn is_beside_another(before: &str) -> bool {
    let before = before.strip_suffix(" an").unwrap_or(before);
    [" with", " and", " com", " e"].iter().any(|word| before.ends_with(word))
}

fn read(language: &str) -> Phrases<Form> {
    let rows = FORMS.lines().filter(|row| !row.starts_with('#'));
    let rows = rows.filter_map(|row| row.strip_prefix(language)?.strip_prefix(';'));
    Phrases::new(rows.map(|row| match row.split_once(';') {
        Some((words, form)) => {
            let form = form.parse().unwrap_or_else(|error| panic!("the table of forms is compiled in: {error}"));
            (words.to_owned(), form)
        }
        None => panic!("the table of forms is compiled in, and yet: {row}"),
    }))
}
