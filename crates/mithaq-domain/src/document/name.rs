//! What a document's file is called.

use std::fmt;

/// How many characters a name may have.
const LONGEST: usize = 150;

/// What a document's file is called where it is saved: one line, and no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName(String);

/// Text that no file should be called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// It has too few or too many characters.
    #[error("it has {0} characters: write 1 to {LONGEST}")]
    Length(usize),
    /// It has a character that steers, or that separates folders.
    #[error(
        "it has the character {0:?}: leave out slashes, control characters and those that turn the direction of writing"
    )]
    Character(char),
    /// It would name a folder, or hide the file.
    #[error("it begins with a dot or with blank space, or ends with blank space: leave that out")]
    Edge,
}

impl DocumentName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DocumentName {
    type Error = InvalidName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let length = text.chars().count();
        if !(1..=LONGEST).contains(&length) {
            return Err(InvalidName::Length(length));
        }
        if let Some(found) = text.chars().find(|letter| is_steering(*letter)) {
            return Err(InvalidName::Character(found));
        }
        if text.starts_with('.') || text.trim() != text {
            return Err(InvalidName::Edge);
        }
        Ok(Self(text))
    }
}

/// Whether a character separates folders, is a control character, or turns the direction of writing, by which
/// a program can be made to read like a PDF.
fn is_steering(letter: char) -> bool {
    matches!(letter, '/' | '\\' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || letter.is_control()
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_and_no_path() {
        let name = |text: &str| DocumentName::try_from(text.to_owned());
        for good in ["agreement.pdf", "اتفاقية التدريب.pdf", "a", "Accord (signé) 2.txt"] {
            assert_eq!(name(good).unwrap().as_str(), good);
        }
        for (bad, fault) in [
            ("", InvalidName::Length(0)),
            (&*"a".repeat(151), InvalidName::Length(151)),
            ("../secret", InvalidName::Character('/')),
            ("a\\b", InvalidName::Character('\\')),
            ("a\nb", InvalidName::Character('\n')),
            ("a\u{202e}fdp.exe", InvalidName::Character('\u{202e}')),
            (".profile", InvalidName::Edge),
            ("agreement.pdf ", InvalidName::Edge),
        ] {
            assert_eq!(name(bad), Err(fault), "{bad:?}");
        }
    }
}
