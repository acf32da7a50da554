//! The paper behind an act.

use async_graphql::InputObject;
use mithaq_domain::act::Instrument;

use crate::failure::Failure;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::Date;

/// The paper behind an act.
#[derive(InputObject)]
pub(crate) struct InstrumentInput {
    /// What it is: a note verbale, an instrument of ratification.
    kind: String,
    /// Its number or citation.
    reference: Option<String>,
    /// Where it was made.
    place: Option<String>,
    /// The date that it bears.
    dated: Option<Date>,
    /// SHA-256 of its file, in hexadecimal.
    sha256: Option<String>,
}

impl InstrumentInput {
    fn read(&self, path: &str) -> Result<Instrument, Failure> {
        let at = |field: &str| format!("{path}.{field}");
        Ok(Instrument {
            kind: read_text(&self.kind, &at("kind"))?,
            reference: read_optional_text(self.reference.as_ref(), &at("reference"))?,
            place: read_optional_text(self.place.as_ref(), &at("place"))?,
            dated: self.dated.map(|day| day.0.into()),
            sha256: read_sha256(self.sha256.as_ref(), &at("sha256"))?,
        })
    }
}

/// The paper, where there is one.
pub(super) fn read(paper: Option<&InstrumentInput>, path: &str) -> Result<Option<Instrument>, Failure> {
    paper.map(|paper| paper.read(&format!("{path}.instrument"))).transpose()
}

/// A digest, where there is one.
pub(super) fn read_sha256(digest: Option<&String>, field: &str) -> Result<Option<String>, Failure> {
    let Some(digest) = digest else { return Ok(None) };
    if digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(Some(digest.to_ascii_lowercase()))
    } else {
        Err(Failure::bad_input(format!("{field}: write the digest as 64 hexadecimal digits")))
    }
}
