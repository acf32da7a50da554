//! Whether a document is what it is said to be.

use super::MediaType;

/// How every PDF begins (ISO 32000-2, 7.5.2).
const PDF: &[u8] = b"%PDF-";

/// A look at a document's bytes as they come: whether they are what they are said to be.
#[derive(Debug)]
pub struct Inspection {
    media_type: MediaType,
    /// How many bytes were looked at.
    read: u64,
    /// The beginning of a letter that the next bytes go on with.
    unfinished: Vec<u8>,
}

/// A document that is not what it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAsSaid {
    /// There are no bytes.
    #[error("the document is empty")]
    Empty,
    /// It does not begin as a PDF does.
    #[error("a PDF begins with %PDF-, and the document does not")]
    Pdf,
    /// It is not text in UTF-8.
    #[error("the document is not plain text in UTF-8: byte {at} is of no letter")]
    PlainText {
        /// The first byte that is of no letter, counted from 0.
        at: u64,
    },
}

impl Inspection {
    /// Of a document that is said to be of a kind.
    #[must_use]
    pub const fn of(media_type: MediaType) -> Self {
        Self { media_type, read: 0, unfinished: Vec::new() }
    }

    /// How many bytes were looked at.
    #[must_use]
    pub const fn read(&self) -> u64 {
        self.read
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// Where the document is not what it is said to be.
    pub fn look(&mut self, bytes: &[u8]) -> Result<(), NotAsSaid> {
        match self.media_type {
            MediaType::Pdf => self.look_at_pdf(bytes)?,
            MediaType::PlainText => self.look_at_text(bytes)?,
        }
        self.read += count(bytes);
        Ok(())
    }

    /// Says whether the document may end here.
    ///
    /// # Errors
    /// Where the document is not what it is said to be.
    pub fn end(&self) -> Result<(), NotAsSaid> {
        match self.media_type {
            _ if self.read == 0 => Err(NotAsSaid::Empty),
            MediaType::Pdf if self.read < count(PDF) => Err(NotAsSaid::Pdf),
            MediaType::PlainText if !self.unfinished.is_empty() => {
                Err(NotAsSaid::PlainText { at: self.read - count(&self.unfinished) })
            }
            MediaType::Pdf | MediaType::PlainText => Ok(()),
        }
    }

    fn look_at_pdf(&self, bytes: &[u8]) -> Result<(), NotAsSaid> {
        let wanted = usize::try_from(self.read).ok().and_then(|read| PDF.get(read..)).unwrap_or_default();
        if wanted.iter().zip(bytes).all(|(wanted, found)| wanted == found) { Ok(()) } else { Err(NotAsSaid::Pdf) }
    }

    fn look_at_text(&mut self, bytes: &[u8]) -> Result<(), NotAsSaid> {
        let start = self.read - count(&self.unfinished);
        let joined;
        let text = if self.unfinished.is_empty() {
            bytes
        } else {
            joined = [&self.unfinished, bytes].concat();
            &joined
        };
        let (whole, rest) = match std::str::from_utf8(text) {
            Ok(_) => text.split_at(text.len()),
            Err(error) if error.error_len().is_none() => text.split_at(error.valid_up_to()),
            Err(error) => return Err(NotAsSaid::PlainText { at: start + count(&text[..error.valid_up_to()]) }),
        };
        // A zero byte is in no text that anyone wrote, and in most files that are none.
        if let Some(zero) = whole.iter().position(|byte| *byte == 0) {
            return Err(NotAsSaid::PlainText { at: start + count(&whole[..zero]) });
        }
        self.unfinished = rest.to_vec();
        Ok(())
    }
}

fn count(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks at bytes that come in pieces of a size.
    fn inspect(media_type: MediaType, bytes: &[u8], piece: usize) -> Result<(), NotAsSaid> {
        let mut inspection = Inspection::of(media_type);
        bytes.chunks(piece).try_for_each(|piece| inspection.look(piece))?;
        assert_eq!(inspection.read(), count(bytes));
        inspection.end()
    }

    #[test]
    fn a_document_is_known_by_its_bytes_however_they_come() {
        let text = NotAsSaid::PlainText { at: 0 };
        for (media_type, bytes, found) in [
            (MediaType::Pdf, &b"%PDF-1.7\n\x00\xff"[..], Ok(())),
            (MediaType::Pdf, b"", Err(NotAsSaid::Empty)),
            (MediaType::Pdf, b"%PDF", Err(NotAsSaid::Pdf)),
            (MediaType::Pdf, b"%PDX-1.7", Err(NotAsSaid::Pdf)),
            (MediaType::Pdf, b"MZ\x90", Err(NotAsSaid::Pdf)),
            (MediaType::PlainText, "Article 1\nالمادة ١ 𝄞".as_bytes(), Ok(())),
            (MediaType::PlainText, b"%PDF-1.7 told as text", Ok(())),
            (MediaType::PlainText, b"", Err(NotAsSaid::Empty)),
            (MediaType::PlainText, b"\xff\xfeA\x00", Err(text)),
            (MediaType::PlainText, "é\0".as_bytes(), Err(NotAsSaid::PlainText { at: 2 })),
            (MediaType::PlainText, b"caf\xe9 au lait", Err(NotAsSaid::PlainText { at: 3 })),
            (MediaType::PlainText, &"ab𝄞".as_bytes()[..5], Err(NotAsSaid::PlainText { at: 2 })),
        ] {
            for piece in 1..=9 {
                assert_eq!(inspect(media_type, bytes, piece), found, "{media_type} {bytes:?} in pieces of {piece}");
            }
        }
    }
}
