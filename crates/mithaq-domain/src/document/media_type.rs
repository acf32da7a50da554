//! What kind of file a document is.

use super::DocumentName;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of file a document is.
    MediaType {
        /// PDF.
        Pdf = 1 "application/pdf",
        /// Plain text in UTF-8.
        PlainText = 2 "text/plain",
    }
}

impl MediaType {
    /// How the names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::PlainText => ".txt",
        }
    }

    /// Whether a name ends as those of such files do. Where it is saved, the ending says what opens a file; its bytes
    /// were looked at for this one only.
    #[must_use]
    pub fn suits(self, name: &DocumentName) -> bool {
        name.as_str().to_ascii_lowercase().ends_with(self.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_its_kind_does() {
        let name = |text: &str| DocumentName::try_from(text.to_owned()).unwrap();
        assert!(MediaType::Pdf.suits(&name("Accord.PDF")));
        assert!(!MediaType::Pdf.suits(&name("accord.pdf.exe")));
        assert!(MediaType::PlainText.suits(&name("نص.txt")));
        assert!(!MediaType::PlainText.suits(&name("page.html")));
    }
}
