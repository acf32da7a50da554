//! The hash chain that keeps each agreement's log from being rewritten quietly.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{ActBody, ActDetails, ActId, AgreementId, BodyDigest, RecordedAct};

/// The version of the bodies' schema that this program writes.
pub const SCHEMA_VERSION: i16 = 1;

/// A SHA-256 digest in an agreement's chain.
pub type ActHash = [u8; 32];

/// Random bytes that keep an erased body from being guessed by its digest.
pub type Salt = [u8; 16];

/// An act with the exact bytes that were hashed and its link in the agreement's chain:
/// `hash = SHA-256(previous hash ‖ RFC 8785 envelope)`, the envelope holding
/// `SHA-256(salt ‖ body)`. The first act's previous hash is 32 zero bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedAct {
    /// The act.
    pub act: RecordedAct,
    /// The salt of the body's digest.
    pub salt: Salt,
    /// The body's exact bytes.
    pub bytes: Vec<u8>,
    /// `SHA-256(salt ‖ body)`.
    pub body_digest: ActHash,
    /// The hash of the act before it.
    pub previous_hash: ActHash,
    /// Its own hash.
    pub hash: ActHash,
    /// Whether its words were erased: the bytes are what was left, and the digest is that of the whole.
    pub erased: bool,
}

/// A chain that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokenChain {
    /// The body is not the one that was hashed.
    #[error("act {0}: the body is not the one that was recorded")]
    Body(ActId),
    /// The envelope is not the one that was hashed.
    #[error("act {0}: the entry is not the one that was recorded")]
    Entry(ActId),
    /// The act does not follow the one before it.
    #[error("act {0}: it does not follow the act before it in the log")]
    Link(ActId),
    /// Words are gone, or others stand there, and no entry of the log says so.
    #[error("act {0}: it is not what an erasure in the log left of it")]
    Erasure(ActId),
}

/// What is hashed of an act beside its body, in the canonical form of RFC 8785: as it is flat, that is its members in the
/// order of their names and whole numbers only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    agreement_id: AgreementId,
    body_digest: String,
    effective_earliest: Option<NaiveDate>,
    effective_latest: Option<NaiveDate>,
    id: ActId,
    recorded_at: String,
    recorded_by: &'a str,
    schema_version: i16,
    #[serde(rename = "type")]
    kind: &'static str,
    version: u32,
}

impl SealedAct {
    /// Seals an act after the one whose hash is given.
    #[must_use]
    pub fn seal(act: RecordedAct, salt: Salt, previous_hash: ActHash) -> Self {
        let bytes = bytes_of(&act.body);
        let body_digest = digest(&[&salt, &bytes]);
        let hash = digest(&[&previous_hash, &envelope(&act, &body_digest)]);
        Self { act, salt, bytes, body_digest, previous_hash, hash, erased: false }
    }

    /// Seals what was left of an act, with the digest of the whole. No salt is kept, so that the whole cannot be guessed.
    #[must_use]
    pub fn seal_erased(left: RecordedAct, body_digest: ActHash, previous_hash: ActHash) -> Self {
        let hash = digest(&[&previous_hash, &envelope(&left, &body_digest)]);
        let bytes = bytes_of(&left.body);
        Self { act: left, salt: [0; 16], bytes, body_digest, previous_hash, hash, erased: true }
    }

    /// Checks that the act is the one that was sealed, after the act before it.
    ///
    /// # Errors
    /// Where body, entry or link are not as recorded.
    pub fn verify(&self, previous: Option<&Self>) -> Result<(), BrokenChain> {
        let id = self.act.id;
        let expected = previous.map_or(([0; 32], 1), |before| (before.hash, before.act.version + 1));
        if (self.previous_hash, self.act.version) != expected {
            return Err(BrokenChain::Link(id));
        }
        if !self.erased && digest(&[&self.salt, &self.bytes]) != self.body_digest {
            return Err(BrokenChain::Body(id));
        }
        if digest(&[&self.previous_hash, &envelope(&self.act, &self.body_digest)]) != self.hash {
            return Err(BrokenChain::Entry(id));
        }
        Ok(())
    }
}

/// Which acts of a chain were erased, by the entries that say so.
#[derive(Debug, Default)]
pub struct Erasures(HashMap<ActId, BodyDigest>);

impl Erasures {
    /// Of a chain.
    #[must_use]
    pub fn of(chain: &[SealedAct]) -> Self {
        let erased = chain.iter().filter_map(|sealed| match &sealed.act.body.details {
            ActDetails::EntryErased(erasure) => Some((erasure.erased, erasure.left)),
            _ => None,
        });
        Self(erased.collect())
    }

    /// Checks that an act was erased where an entry says so, and only there, and is what was left of it then.
    ///
    /// # Errors
    /// Where it is not.
    pub fn verify(&self, sealed: &SealedAct) -> Result<(), BrokenChain> {
        let left = sealed.erased.then(|| BodyDigest::of(&sealed.bytes));
        if self.0.get(&sealed.act.id).copied() == left { Ok(()) } else { Err(BrokenChain::Erasure(sealed.act.id)) }
    }
}

impl RecordedAct {
    /// The identity of an act: a `UUIDv7` of the moment at which it was recorded, its random part
    /// drawn from agreement and version, so that a second sending makes the same one.
    #[must_use]
    pub fn identify(agreement: AgreementId, version: u32, recorded_at: DateTime<Utc>) -> ActId {
        let drawn = digest(&[agreement.0.as_bytes(), &version.to_be_bytes()]);
        let mut random = [0; 10];
        random.copy_from_slice(&drawn[..10]);
        let millis = u64::try_from(recorded_at.timestamp_millis()).unwrap_or_default();
        ActId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

fn bytes_of(body: &ActBody) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_else(|error| unreachable!("a body is plain data: {error}"))
}

fn envelope(act: &RecordedAct, body_digest: &ActHash) -> Vec<u8> {
    let effective = act.body.effective();
    let envelope = Envelope {
        agreement_id: act.agreement,
        body_digest: hex::encode(body_digest),
        effective_earliest: effective.map(|span| span.earliest),
        effective_latest: effective.map(|span| span.latest),
        id: act.id,
        recorded_at: timestamp(act.recorded_at),
        recorded_by: &act.recorded_by,
        schema_version: SCHEMA_VERSION,
        kind: act.body.kind().as_str(),
        version: act.version,
    };
    serde_json::to_vec(&envelope).unwrap_or_else(|error| unreachable!("an envelope is plain data: {error}"))
}

fn timestamp(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn digest(parts: &[&[u8]]) -> ActHash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{ActDetails, LegalBasis};

    #[test]
    fn the_envelope_is_canonical() {
        let act = RecordedAct {
            id: ActId(uuid::Uuid::from_u128(1)),
            agreement: AgreementId(uuid::Uuid::from_u128(2)),
            version: 3,
            recorded_at: "2026-01-02T03:04:05Z".parse().unwrap(),
            recorded_by: "officer \"é\" \u{1}\n/\u{2028}".to_owned(),
            body: ActBody::new(LegalBasis::Reported, ActDetails::Resumed)
                .effective_on(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()),
        };
        let plain = envelope(&act, &[7; 32]);
        let read: serde_json::Value = serde_json::from_slice(&plain).unwrap();
        assert_eq!(plain, serde_json_canonicalizer::to_vec(&read).unwrap());
    }
}
