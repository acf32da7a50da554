//! By what a document is known.

use std::fmt;
use std::str::FromStr;

/// SHA-256 of a document's bytes: by it acts name the document, and it is kept under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentHash(pub [u8; 32]);

/// Text that is not a SHA-256 digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a SHA-256 digest: 64 hexadecimal digits")]
pub struct InvalidHash(pub String);

impl fmt::Display for DocumentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for DocumentHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).map_err(|_| InvalidHash(text.to_owned()))?;
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_sixty_four_hexadecimal_digits() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(text.parse::<DocumentHash>().unwrap().to_string(), text);
        assert_eq!(text.to_uppercase().parse::<DocumentHash>().unwrap().to_string(), text);
        for other in ["", &text[1..], &format!("{text}00"), &text.replace('e', "g")] {
            assert_eq!(other.parse::<DocumentHash>(), Err(InvalidHash(other.to_owned())));
        }
    }
}
