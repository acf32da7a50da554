//! Records as they are read.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::comma::{Row, read_row};
use super::fields::Fields;
use super::lines::{Lines, is_blank, without_bom, without_end};
use crate::doubt::{Doubt, DoubtCode};
use crate::register::Register;

/// A record of more bytes is taken to have lost a quotation mark.
const LONGEST_ROW: usize = 64 * 1024;

/// A record as it was read. One that makes no sense is a record too.
#[derive(Debug, Clone)]
pub struct RawRecord {
    /// The register.
    pub register: Register,
    /// Its key there, or what stands for it. No two records of a reading have the same.
    pub key: String,
    /// The record as it was read, without the end of its last line; what is not UTF-8 is replaced.
    pub raw: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// What it says, or why that cannot be told.
    pub(crate) content: Result<Fields, Doubt>,
    /// What is to be known of its key.
    pub(crate) key_doubt: Option<Doubt>,
}

/// The bytes of a record, and what they say.
type Content = (Vec<u8>, Result<Fields, Doubt>);

/// Reads the records of a file, one by one.
///
/// Blank lines are passed over; a byte order mark and either end of line are taken. An error is one of the input: what
/// is wrong with a record is told by [`interpret`](crate::interpret).
pub struct Records<R> {
    register: Register,
    lines: Lines<R>,
    /// The columns, once they are read.
    header: Option<Vec<Arc<str>>>,
    /// How often each key was seen.
    seen: HashMap<String, u32>,
}

impl<R: BufRead> Records<R> {
    /// Reads the records of a register from a file of its format.
    pub fn new(register: Register, input: R) -> Self {
        Self { register, lines: Lines::new(input), header: None, seen: HashMap::new() }
    }

    /// How many bytes were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    fn next_record(&mut self) -> io::Result<Option<RawRecord>> {
        if self.register == Register::Concordia && self.header.is_none() {
            self.header = self.read_header()?;
        }
        let Some((bytes, content)) = self.next_content()? else { return Ok(None) };
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let raw = String::from_utf8_lossy(&bytes).replace('\0', "\u{FFFD}");
        let key = content.as_ref().ok().and_then(|fields| own_key(self.register, fields)).map(str::to_owned);
        let (key, key_doubt) = self.distinguish(key, content.as_ref(), &sha256);
        Ok(Some(RawRecord { register: self.register, key, raw, sha256, content, key_doubt }))
    }

    fn read_header(&mut self) -> io::Result<Option<Vec<Arc<str>>>> {
        while let Some(line) = self.lines.next_line()? {
            let line = without_end(without_bom(&line));
            if is_blank(line) {
                continue;
            }
            let Row::Complete(columns) = read_row(line) else { return Ok(Some(Vec::new())) };
            let columns = columns.iter().map(|column| String::from_utf8_lossy(column).trim().to_lowercase().into());
            return Ok(Some(columns.collect()));
        }
        Ok(None)
    }

    fn next_content(&mut self) -> io::Result<Option<Content>> {
        while let Some(line) = self.lines.next_line()? {
            let first = self.lines.number() == 1;
            let text = without_end(if first { without_bom(&line) } else { &line });
            if is_blank(text) {
                continue;
            }
            return match self.register {
                Register::UkTreaties => {
                    let content = std::str::from_utf8(text)
                        .map_err(|_| DoubtCode::EncodingWrong.because("The line is not UTF-8."))
                        .and_then(Fields::from_json);
                    Ok(Some((text.to_vec(), content)))
                }
                Register::Concordia => self.row(&line).map(Some),
            };
        }
        Ok(None)
    }

    /// A row that may go on over several lines. Where a quotation is never closed, the first line alone is taken.
    fn row(&mut self, first: &[u8]) -> io::Result<Content> {
        let first_number = self.lines.number();
        let malformed = |why: &str| Err(DoubtCode::LineMalformed.because(format!("Line {first_number}: {why}")));
        let mut row = first.to_vec();
        let mut following = Vec::new();
        loop {
            match read_row(without_end(&row)) {
                Row::Complete(values) => {
                    let content = self.header.as_deref().map_or_else(
                        || malformed("there is no header."),
                        |header| needed_columns(header).and_then(|()| Fields::from_row(header, values)),
                    );
                    return Ok((without_end(&row).to_vec(), content));
                }
                Row::Malformed => {
                    self.lines.put_back(following);
                    let why = "a closing quotation mark is followed by something else than a comma.";
                    return Ok((without_end(first).to_vec(), malformed(why)));
                }
                Row::Open => match self.lines.next_line()? {
                    Some(line) if row.len() + line.len() <= LONGEST_ROW => {
                        row.extend_from_slice(&line);
                        following.push(line);
                    }
                    line => {
                        following.extend(line);
                        self.lines.put_back(following);
                        return Ok((without_end(first).to_vec(), malformed("a quotation is never closed.")));
                    }
                },
            }
        }
    }

    /// Makes the key differ from those before it, and says what that takes.
    fn distinguish(
        &mut self,
        key: Option<String>,
        content: Result<&Fields, &Doubt>,
        sha256: &[u8; 32],
    ) -> (String, Option<Doubt>) {
        let has_own = key.is_some();
        let key = key.unwrap_or_else(|| content.map_or_else(|_| format!("line:{}", short(sha256)), made_key));
        let seen = self.seen.entry(key.clone()).or_insert(0);
        *seen += 1;
        match (has_own, *seen) {
            (true, 1) => (key, None),
            (true, nth) => {
                let doubt = DoubtCode::KeyRepeated.because(format!("This is record {nth} with the key {key}."));
                (format!("{key}#{nth}"), Some(doubt))
            }
            (false, nth) => {
                let message = "The record has no key of its own; a hash and an ordinal stand for it.";
                (format!("{key}-{nth}"), Some(DoubtCode::KeyMissing.because(message)))
            }
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<RawRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_record().transpose()
    }
}

fn own_key(register: Register, fields: &Fields) -> Option<&str> {
    let field = match register {
        Register::UkTreaties => "uuid",
        Register::Concordia => "pdf_url",
    };
    fields.get(field).map(str::trim)
}

/// Stands for a key: a hash of title, partner and date.
fn made_key(fields: &Fields) -> String {
    let mut hasher = Sha256::new();
    for field in ["titulo", "parceiro", "data", "title", "country_name", "signed_event_date"] {
        hasher.update(fields.get(field).unwrap_or_default());
        hasher.update([0]);
    }
    format!("made:{}", short(&hasher.finalize().into()))
}

fn short(hash: &[u8; 32]) -> String {
    hex::encode(&hash[..12])
}

fn needed_columns(header: &[Arc<str>]) -> Result<(), Doubt> {
    let lacking = ["titulo", "parceiro"].into_iter().find(|column| !header.iter().any(|there| &**there == *column));
    lacking.map_or(Ok(()), |column| {
        Err(DoubtCode::ColumnMissing.because(format!("The header has no column {column}, which every record needs.")))
    })
}
