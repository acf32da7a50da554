//! Texts of an agreement, as a client brings them.

use async_graphql::InputObject;
use mithaq_domain::act::{self, ActBody, ActDetails};

use super::paper::read_sha256;
use super::{InstrumentInput, Says, paper, reported};
use crate::failure::Failure;
use crate::input::text::{read_optional_text, read_text};
use crate::scalar::{Date, Language};
use crate::words::TextKind;

/// A text of the agreement in one language. Authentic texts are equally authoritative unless one prevails (VCLT 33).
#[derive(InputObject)]
pub(crate) struct AgreementTextInput {
    /// What it is.
    kind: TextKind,
    /// Its language.
    language: Language,
    /// Whether the parties made it authentic (10, 33(1)).
    #[graphql(default = false)]
    authentic: bool,
    /// Whether it prevails where the texts differ (33(1)).
    #[graphql(default = false)]
    prevails: bool,
    /// SHA-256 of its file, in hexadecimal.
    sha256: Option<String>,
    /// The media type of its file.
    media_type: Option<String>,
    /// Its clauses, as far as they are recorded one by one.
    #[graphql(default)]
    clauses: Vec<ClauseInput>,
    /// The day from which there is this text; from the start, where left out.
    on: Option<Date>,
    /// The paper behind it.
    instrument: Option<InstrumentInput>,
}

/// A numbered provision of a text.
#[derive(InputObject)]
pub(crate) struct ClauseInput {
    /// Its number in the text: `12(3)`.
    number: String,
    /// Its heading.
    heading: Option<String>,
    /// Its words.
    text: Option<String>,
}

impl ClauseInput {
    fn read(&self, path: &str) -> Result<act::Clause, Failure> {
        Ok(act::Clause {
            number: read_text(&self.number, &format!("{path}.number"))?,
            heading: read_optional_text(self.heading.as_ref(), &format!("{path}.heading"))?,
            text: read_optional_text(self.text.as_ref(), &format!("{path}.text"))?,
        })
    }
}

impl Says for AgreementTextInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let clauses = self.clauses.iter().enumerate();
        let text = act::Text {
            kind: self.kind.into(),
            language: self.language.0.clone(),
            authentic: self.authentic,
            prevails: self.prevails,
            sha256: read_sha256(self.sha256.as_ref(), &format!("{path}.sha256"))?,
            media_type: read_optional_text(self.media_type.as_ref(), &format!("{path}.mediaType"))?,
            clauses: clauses
                .map(|(at, clause)| clause.read(&format!("{path}.clauses[{at}]")))
                .collect::<Result<_, _>>()?,
        };
        let mut body = reported(ActDetails::TextAdded(Box::new(text)));
        body.action_on = self.on.map(|day| day.0.into());
        body.instrument = paper::read(self.instrument.as_ref(), path)?;
        Ok(body)
    }
}
