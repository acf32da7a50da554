//! The issuer's public keys.

use std::path::Path;

use anyhow::{Context, bail};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey};

/// A public key with the one algorithm that it is for.
pub(super) struct Key {
    /// Its name in the set.
    pub(super) id: Option<String>,
    /// The algorithm that tokens signed with it must name.
    pub(super) algorithm: Algorithm,
    /// What it verifies signatures by.
    pub(super) verifies: DecodingKey,
}

/// The keys of a file.
///
/// # Errors
/// Where the file cannot be read, or holds no key that can be used.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Key>> {
    let shown = path.display();
    let text = std::fs::read(path).with_context(|| {
        format!("MITHAQ_TOKEN_KEYS {shown} cannot be read (`mithaq token --init` makes it for development)")
    })?;
    let set: JwkSet = serde_json::from_slice(&text)
        .with_context(|| format!("MITHAQ_TOKEN_KEYS {shown} is not a JSON Web Key Set"))?;
    let keys = set
        .keys
        .iter()
        .filter_map(|jwk| Some((jwk, algorithm(jwk)?)))
        .map(|(jwk, algorithm)| {
            let verifies =
                DecodingKey::from_jwk(jwk).with_context(|| format!("MITHAQ_TOKEN_KEYS {shown}: a broken key"))?;
            Ok(Key { id: jwk.common.key_id.clone(), algorithm, verifies })
        })
        .collect::<anyhow::Result<Vec<Key>>>()?;
    if keys.is_empty() {
        bail!("MITHAQ_TOKEN_KEYS {shown} holds no public key for RS256, ES256 or EdDSA");
    }
    Ok(keys)
}

/// The algorithm of a key, by its kind; none where it is of a kind that is not accepted, as a secret shared by both sides
/// is not.
fn algorithm(jwk: &Jwk) -> Option<Algorithm> {
    match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => Some(Algorithm::RS256),
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => Some(Algorithm::ES256),
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => Some(Algorithm::EdDSA),
        AlgorithmParameters::EllipticCurve(_)
        | AlgorithmParameters::OctetKeyPair(_)
        | AlgorithmParameters::OctetKey(_) => None,
    }
}
