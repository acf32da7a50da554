//! What an erasure leaves of an act.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ActBody, ActHash};

/// What stands where words were.
pub const ERASED: &str = "[erased]";

/// The SHA-256 digest of a body's bytes, in hexadecimal where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BodyDigest(ActHash);

/// Text that is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a SHA-256 digest in hexadecimal")]
pub struct InvalidDigest(pub String);

impl BodyDigest {
    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl TryFrom<String> for BodyDigest {
    type Error = InvalidDigest;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut digest = [0; 32];
        match hex::decode_to_slice(&text, &mut digest) {
            Ok(()) => Ok(Self(digest)),
            Err(_) => Err(InvalidDigest(text)),
        }
    }
}

impl From<BodyDigest> for String {
    fn from(digest: BodyDigest) -> Self {
        hex::encode(digest.0)
    }
}

impl ActBody {
    /// The act with its words erased, one by one, as far as `may` lets each go: every text whose place takes any text. Days,
    /// parties, values of lists and identities are no words. Gives what is left, and how many texts went and stayed.
    pub(crate) fn erase(&self, may: impl Fn(&Self) -> bool) -> (Self, usize, usize) {
        let mut value =
            serde_json::to_value(self).unwrap_or_else(|error| unreachable!("a body is plain data: {error}"));
        let (mut left, mut gone, mut stayed) = (self.clone(), 0, 0);
        let mut places = Vec::new();
        find_texts(&value, String::new(), &mut places);
        for place in places {
            let mut tried = value.clone();
            if let Some(text) = tried.pointer_mut(&place) {
                *text = ERASED.into();
            }
            // Where the place takes certain texts only, it does not take this one.
            let Ok(body) = serde_json::from_value::<Self>(tried.clone()) else { continue };
            if may(&body) {
                (value, left) = (tried, body);
                gone += 1;
            } else {
                stayed += 1;
            }
        }
        (left, gone, stayed)
    }
}

/// The places of texts in a value, as JSON pointers; those that are erased already are none.
fn find_texts(value: &serde_json::Value, place: String, places: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if text != ERASED => places.push(place),
        serde_json::Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                find_texts(item, format!("{place}/{at}"), places);
            }
        }
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                find_texts(member, format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        _ => {}
    }
}
