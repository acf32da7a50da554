//! Free text as clients write it.

use crate::failure::Failure;

/// How long a text may be, so that an act with it can be published.
const LONGEST: usize = 4_000;

/// A text that says something and is not too long.
pub(crate) fn read_text(text: &str, field: &str) -> Result<String, Failure> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Err(Failure::bad_input(format!(
            "{field}: it is blank: write something, or leave it out where it is not required"
        )))
    } else if length > LONGEST {
        Err(Failure::bad_input(format!("{field}: it has {length} characters, and at most {LONGEST} are kept")))
    } else if text.contains('\0') {
        // PostgreSQL has it in no text.
        Err(Failure::bad_input(format!("{field}: it holds the character U+0000: leave that out")))
    } else {
        Ok(text.to_owned())
    }
}

/// The same, where the text is not required.
pub(crate) fn read_optional_text(text: Option<&String>, field: &str) -> Result<Option<String>, Failure> {
    text.map(|text| read_text(text, field)).transpose()
}

/// The same of several texts.
pub(crate) fn read_texts(texts: &[String], field: &str) -> Result<Vec<String>, Failure> {
    texts.iter().enumerate().map(|(at, text)| read_text(text, &format!("{field}[{at}]"))).collect()
}
