//! Whether a token is believed.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use mithaq_api::Caller;

use super::claims::Claims;
use super::fault::TokenFault;
use super::keys::{self, Key};
use crate::settings::TokenSettings;

/// By how many seconds clocks may differ.
const LEEWAY: u64 = 5;

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

    /// Who asks, by the value of the Authorization header.
    ///
    /// # Errors
    /// Why the token is not believed.
    pub(crate) fn caller(&self, authorization: &str) -> Result<Caller, TokenFault> {
        let (scheme, token) = authorization.split_once(' ').ok_or(TokenFault::Scheme)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(TokenFault::Scheme);
        }
        self.claims(token.trim())?.caller()
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
        validation.leeway = LEEWAY;
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
