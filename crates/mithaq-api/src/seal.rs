//! Texts that clients carry and cannot read: cursors and versions.
//!
//! Authenticated encryption under the operator's key. The nonce is drawn from what is sealed, so that the
//! same thing is always the same text, which clients may compare, and says no more than that.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use sha2::{Digest, Sha256};

const NONCE: usize = 12;

/// A key for one purpose.
pub(crate) struct Seal {
    cipher: ChaCha20Poly1305,
    nonces: [u8; 32],
}

impl Seal {
    /// The key for a purpose, drawn from the operator's.
    pub(crate) fn new(key: &[u8; 32], purpose: &str) -> Self {
        let encryption = digest(&[key, purpose.as_bytes(), b"encryption"]);
        Self {
            cipher: ChaCha20Poly1305::new(Key::from_slice(&encryption)),
            nonces: digest(&[key, purpose.as_bytes(), b"nonces"]),
        }
    }

    /// Seals a thing, bound to what it must be opened with.
    pub(crate) fn seal(&self, thing: &[u8], bound_to: &[u8]) -> String {
        let drawn = digest(&[&self.nonces, bound_to, thing]);
        let nonce = &drawn[..NONCE];
        let sealed = self
            .cipher
            .encrypt(Nonce::from_slice(nonce), Payload { msg: thing, aad: bound_to })
            .unwrap_or_else(|_| unreachable!("only gigabytes cannot be sealed"));
        URL_SAFE_NO_PAD.encode([nonce, &sealed].concat())
    }

    /// Opens what was sealed here, bound to the same; anything else is none.
    pub(crate) fn open(&self, text: &str, bound_to: &[u8]) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        self.cipher.decrypt(Nonce::from_slice(nonce), Payload { msg: sealed, aad: bound_to }).ok()
    }
}

/// SHA-256 over parts, each with its length, so that no two lists of parts run together.
pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_what_was_sealed_for_it() {
        let seal = Seal::new(&[7; 32], "cursor");
        let text = seal.seal(b"here", b"agreements");
        assert_eq!(seal.open(&text, b"agreements").as_deref(), Some(&b"here"[..]));
        assert_eq!(seal.seal(b"here", b"agreements"), text);
        assert_eq!(seal.open(&text, b"history"), None);
        assert_eq!(Seal::new(&[7; 32], "version").open(&text, b"agreements"), None);
        assert_eq!(Seal::new(&[8; 32], "cursor").open(&text, b"agreements"), None);
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let tampered = String::from_utf8(bytes).unwrap();
            assert_ne!(seal.open(&tampered, b"agreements").as_deref(), Some(&b"there"[..]));
        }
        assert_eq!(seal.open("", b"agreements"), None);
        assert_eq!(seal.open("not base64!", b"agreements"), None);
    }
}
