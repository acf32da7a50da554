//! The registry's own format, JSON Lines: one act a line, in the order in which the registry learned of them.
//!
//! What is exported in it and read into an empty registry gives the same log, chains of hashes included. It is
//! described in `docs/import.md`.

use std::io::{self, BufRead, Write};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use mithaq_domain::act::{ActBody, ActHash, ActId, AgreementId, RecordedAct, Salt, SealedAct};
use mithaq_domain::registry_number::RegistryNumber;
use serde::{Deserialize, Serialize};

use crate::doubt::{Doubt, DoubtCode};
use crate::read;

/// An act as one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Line {
    /// The agreement's identity.
    pub agreement_id: AgreementId,
    /// The agreement's number.
    pub registry_number: RegistryNumber,
    /// The act's place in the agreement's log, from 1, without gaps.
    pub version: u32,
    /// The act's identity.
    pub act_id: ActId,
    /// When the registry learned of it, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: String,
    /// The act.
    pub body: ActBody,
    /// The salt of the body's digest, in hexadecimal; drawn anew where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hexadecimal")]
    pub salt: Option<Salt>,
    /// The act's hash in the agreement's chain, in hexadecimal; checked where it is there.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hexadecimal")]
    pub hash: Option<ActHash>,
    /// Where words of the act were erased: the digest of the whole body, in hexadecimal. The body is what was left of it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hexadecimal")]
    pub erased: Option<ActHash>,
}

impl Line {
    /// The line of a sealed act.
    #[must_use]
    pub fn of(registry_number: RegistryNumber, sealed: &SealedAct) -> Self {
        let act = sealed.act.clone();
        Self {
            agreement_id: act.agreement,
            registry_number,
            version: act.version,
            act_id: act.id,
            recorded_at: act.recorded_at,
            recorded_by: act.recorded_by,
            body: act.body,
            salt: (!sealed.erased).then_some(sealed.salt),
            hash: Some(sealed.hash),
            erased: sealed.erased.then_some(sealed.body_digest),
        }
    }

    /// The act, as the registry holds it.
    #[must_use]
    pub fn into_act(self) -> RecordedAct {
        RecordedAct {
            id: self.act_id,
            agreement: self.agreement_id,
            version: self.version,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            body: self.body,
        }
    }

    /// Writes it, with the end of the line.
    ///
    /// # Errors
    /// Where nothing more can be written.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl FromStr for Line {
    type Err = Doubt;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(text).map_err(|error| DoubtCode::LineMalformed.because(format!("{error}.")))
    }
}

/// Reads lines, each with its number from 1. Blank lines are passed over, and one that makes no sense is told with the
/// reason; an error is one of the input.
pub struct Lines<R> {
    lines: read::Lines<R>,
}

impl<R: BufRead> Lines<R> {
    /// Reads the lines of an input.
    pub const fn new(input: R) -> Self {
        Self { lines: read::Lines::new(input) }
    }

    /// How many bytes were read so far.
    pub const fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<(u64, Result<Line, Doubt>)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let bytes = match self.lines.next_line() {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            let number = self.lines.number();
            let bytes = if number == 1 { read::without_bom(&bytes) } else { &bytes };
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let line = std::str::from_utf8(bytes)
                .map_err(|_| DoubtCode::EncodingWrong.because("The line is not UTF-8."))
                .and_then(str::parse);
            return Some(Ok((number, line)));
        }
    }
}

/// Bytes as hexadecimal text.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[allow(clippy::ref_option, reason = "serde calls it so")]
    pub(super) fn serialize<const N: usize, S: Serializer>(
        bytes: &Option<[u8; N]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        bytes.map(hex::encode).serialize(serializer)
    }

    pub(super) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<[u8; N]>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let mut bytes = [0; N];
        hex::decode_to_slice(&text, &mut bytes)
            .map_err(|error| D::Error::custom(format!("{text:?} is not {N} bytes in hexadecimal: {error}")))?;
        Ok(Some(bytes))
    }
}
