//! Whether a token is believed.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use mithaq_api::Caller;

use super::claims::Claims;
use super::fault::TokenFault;
use super::keys::{self, Key};
use crate::settings::TokenSettings;

/// By how much clocks may differ.
const LEEWAY: TimeDelta = TimeDelta::seconds(5);

/// Who sends a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bearer {
    /// Who it is.
    pub(crate) caller: Caller,
    /// Until when the token is believed; none where nothing runs out.
    pub(crate) until: Option<DateTime<Utc>>,
}

/// Believes tokens of one issuer for one audience.
pub(crate) struct Verifier {
    keys: Vec<Key>,
    issuer: String,
    audience: String,
}

impl Verifier {
    /// With the keys of the issuer's file.
    ///
    /// # Errors
    /// Where the file cannot be used.
    pub(crate) fn new(settings: &TokenSettings) -> anyhow::Result<Self> {
        let keys = keys::read(&settings.keys)?;
        Ok(Self { keys, issuer: settings.issuer.clone(), audience: settings.audience.clone() })
    }

    /// That believes nobody's tokens.
    #[cfg(feature = "conformance")]
    pub(crate) const fn of_no_one() -> Self {
        Self { keys: Vec::new(), issuer: String::new(), audience: String::new() }
    }

    /// Who asks, by the value of the Authorization header.
    ///
    /// # Errors
    /// Why the token is not believed.
    pub(crate) fn bearer(&self, authorization: &str) -> Result<Bearer, TokenFault> {
        let (scheme, token) = authorization.split_once(' ').ok_or(TokenFault::Scheme)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(TokenFault::Scheme);
        }
        let claims = self.claims(token.trim())?;
        let until = DateTime::from_timestamp(claims.exp, 0).and_then(|at| at.checked_add_signed(LEEWAY));
        Ok(Bearer { caller: claims.caller()?, until })
    }

    fn claims(&self, token: &str) -> Result<Claims, TokenFault> {
        let header = decode_header(token).map_err(|_| TokenFault::Unreadable)?;
        let key = self.key(header.kid.as_deref()).ok_or(TokenFault::UnknownKey)?;
        // The key says which algorithm is right; the token's own word for it is only compared.
        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "nbf", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY.num_seconds().unsigned_abs();
        Ok(decode::<Claims>(token, &key.verifies, &validation).map_err(|error| fault(error.kind()))?.claims)
    }

    /// The key that a token names, or the only one where it names none.
    fn key(&self, id: Option<&str>) -> Option<&Key> {
        match (id, self.keys.as_slice()) {
            (Some(id), keys) => keys.iter().find(|key| key.id.as_deref() == Some(id)),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

fn fault(kind: &ErrorKind) -> TokenFault {
    match kind {
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => TokenFault::Algorithm,
        ErrorKind::InvalidSignature => TokenFault::Signature,
        ErrorKind::ExpiredSignature => TokenFault::Expired,
        ErrorKind::ImmatureSignature => TokenFault::NotYet,
        ErrorKind::InvalidIssuer => TokenFault::Issuer,
        ErrorKind::InvalidAudience => TokenFault::Audience,
        ErrorKind::MissingRequiredClaim(_) | ErrorKind::InvalidClaimFormat(_) => TokenFault::Lacking,
        // Well-formed JSON that is not our claims.
        ErrorKind::Json(cause) if cause.is_data() => TokenFault::Lacking,
        // The library's list is open.
        _ => TokenFault::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
    use jsonwebtoken::jwk::Jwk;
    use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
    use serde_json::{Value, json};

    use super::*;

    /// A foreign issuer that signs with ES256, and who believes it.
    fn issuer(name: &str) -> (EncodingKey, Verifier) {
        let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let key = EncodingKey::from_ec_der(pair.as_ref());
        let mut public = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
        public.common.key_id = Some("one".to_owned());
        let path = std::env::temp_dir().join(format!("mithaq-{name}-{}.json", std::process::id()));
        std::fs::write(&path, json!({ "keys": [public] }).to_string()).unwrap();
        let verifier = verifier(path.clone());
        std::fs::remove_file(path).unwrap();
        (key, verifier)
    }

    fn verifier(keys: PathBuf) -> Verifier {
        let (issuer, audience) = ("https://login.example".to_owned(), "mithaq".to_owned());
        Verifier::new(&TokenSettings { keys, issuer, audience }).unwrap()
    }

    fn signed(key: &EncodingKey, key_id: &str, change: impl FnOnce(&mut Value)) -> String {
        let now = get_current_timestamp();
        let mut claims = json!({
            "iss": "https://login.example", "aud": ["mithaq", "other"], "exp": now + 60, "nbf": now - 60,
            "sub": "clerk", "ministry": "MOD", "clearance": "RESTRICTED", "scope": "agreements:read",
        });
        change(&mut claims);
        let header = Header { kid: Some(key_id.to_owned()), ..Header::new(Algorithm::ES256) };
        format!("Bearer {}", encode(&header, &claims, key).unwrap())
    }

    #[test]
    fn an_issuer_s_token_is_believed_by_its_key_alone() {
        let (key, verifier) = issuer("believed");
        let (another, _) = issuer("another");
        assert_eq!(verifier.bearer(&signed(&key, "one", |_| ())).unwrap().caller.subject.as_deref(), Some("clerk"));
        assert_eq!(verifier.bearer(&signed(&another, "one", |_| ())), Err(TokenFault::Signature));
        assert_eq!(verifier.bearer(&signed(&key, "two", |_| ())), Err(TokenFault::UnknownKey));
    }

    #[test]
    fn each_fault_of_a_token_is_told_apart() {
        let (key, verifier) = issuer("faults");
        let now = get_current_timestamp();
        let fault = |name: &str, value: Value| {
            let token = signed(&key, "one", |claims| match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value,
            });
            verifier.bearer(&token).unwrap_err()
        };
        assert_eq!(fault("exp", json!(now - 60)), TokenFault::Expired);
        assert_eq!(fault("nbf", json!(now + 60)), TokenFault::NotYet);
        assert_eq!(fault("iss", json!("https://login.other")), TokenFault::Issuer);
        assert_eq!(fault("aud", json!("other")), TokenFault::Audience);
        for name in ["iss", "aud", "exp", "nbf", "sub", "ministry", "clearance", "scope"] {
            assert_eq!(fault(name, Value::Null), TokenFault::Lacking, "{name}");
        }
        assert!(matches!(fault("clearance", json!("COSMIC")), TokenFault::Claim { claim: "clearance", .. }));
        for header in ["Bearer", "Basic Y2xlcms6", ""] {
            assert_eq!(verifier.bearer(header), Err(TokenFault::Scheme), "{header}");
        }
    }
}
