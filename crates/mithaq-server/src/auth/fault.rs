//! Why a token is not believed.

/// Why a token is not believed. What is said is for its holder: it tells nothing of the keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenFault {
    /// There is none, and nothing may be read without one.
    #[error("this registry answers nobody without a token: send one as Authorization: Bearer ...")]
    Missing,
    /// The header is not `Bearer` and a token.
    #[error("the Authorization header must be Bearer and one token")]
    Scheme,
    /// It is not a token at all.
    #[error("the token cannot be read: it must be a signed JSON Web Token")]
    Unreadable,
    /// It is signed in a way that is not accepted.
    #[error("the token's algorithm is not accepted: RS256, ES256 or EdDSA, as its key has it")]
    Algorithm,
    /// No known key has signed it.
    #[error("the token names no key that this registry knows")]
    UnknownKey,
    /// The signature is not the key's.
    #[error("the token's signature does not hold")]
    Signature,
    /// It has run out.
    #[error("the token has expired: get a new one")]
    Expired,
    /// It does not hold yet.
    #[error("the token does not hold yet")]
    NotYet,
    /// Another issuer's.
    #[error("the token is another issuer's")]
    Issuer,
    /// Meant for others.
    #[error("the token is meant for another audience")]
    Audience,
    /// A claim is absent.
    #[error(
        "the token lacks a claim, or has one of the wrong kind: iss, aud, exp, nbf, sub, ministry, clearance and scope are required"
    )]
    Lacking,
    /// A claim cannot be understood.
    #[error("the token's claim {claim} must be {rule}")]
    Claim {
        /// Which.
        claim: &'static str,
        /// What it must be.
        rule: &'static str,
    },
}
