//! What a token says of its holder.

use std::collections::BTreeSet;

use mithaq_api::{Caller, Scope};
use mithaq_domain::label::{Classification, Ministry};
use serde::{Deserialize, Serialize};

use super::fault::TokenFault;

/// How long a subject may be: it is written into every act that its holder records.
const SUBJECT_MAX: usize = 200;

/// What a token says of its holder. Issuer, audience and times are checked before this is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// Who signed it.
    pub(crate) iss: String,
    /// For whom it is meant.
    pub(crate) aud: Audience,
    /// Until when it holds, in seconds since 1970.
    pub(crate) exp: i64,
    /// From when on it holds, in seconds since 1970.
    pub(crate) nbf: i64,
    /// Who holds it.
    pub(crate) sub: String,
    /// The holder's ministry: `MOD`.
    pub(crate) ministry: String,
    /// How far the holder is cleared: `SECRET`.
    pub(crate) clearance: String,
    /// What the holder may do, separated by spaces.
    pub(crate) scope: String,
}

/// One audience, or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Audience {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Claims {
    /// The holder.
    ///
    /// # Errors
    /// The first claim that cannot be understood. Scopes that this registry does not know are passed over: a token may be
    /// meant for others too.
    pub(crate) fn caller(self) -> Result<Caller, TokenFault> {
        let bad = |claim: &'static str, rule: &'static str| TokenFault::Claim { claim, rule };
        if self.sub.trim().is_empty() || self.sub.len() > SUBJECT_MAX || self.sub.chars().any(char::is_control) {
            return Err(bad("sub", "1 to 200 bytes of text"));
        }
        let ministry = Ministry::try_from(self.ministry)
            .map_err(|_| bad("ministry", "2 to 16 capital letters, digits or dashes, such as MOD"))?;
        let clearance: Classification =
            self.clearance.parse().map_err(|_| bad("clearance", "UNCLASSIFIED, RESTRICTED, CONFIDENTIAL or SECRET"))?;
        let scopes: BTreeSet<Scope> = self.scope.split(' ').filter_map(Scope::from_token).collect();
        Ok(Caller { subject: Some(self.sub), ministry: Some(ministry), clearance: Some(clearance), scopes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            iss: "issuer".to_owned(),
            aud: Audience::One("mithaq".to_owned()),
            exp: 1,
            nbf: 0,
            sub: "officer".to_owned(),
            ministry: "MOD".to_owned(),
            clearance: "SECRET".to_owned(),
            scope: "agreements:read openid".to_owned(),
        }
    }

    #[test]
    fn scopes_of_others_are_passed_over() {
        assert_eq!(claims().caller().unwrap().scopes, BTreeSet::from([Scope::Read]));
    }

    #[test]
    fn each_claim_is_named_when_it_is_wrong() {
        let wrong = |change: fn(&mut Claims)| {
            let mut claims = claims();
            change(&mut claims);
            claims.caller().unwrap_err().to_string()
        };
        assert!(wrong(|claims| claims.sub = " ".to_owned()).contains("sub"));
        assert!(wrong(|claims| claims.sub = "a\nb".to_owned()).contains("sub"));
        assert!(wrong(|claims| claims.ministry = "mod".to_owned()).contains("ministry"));
        assert!(wrong(|claims| claims.clearance = "TOP SECRET".to_owned()).contains("clearance"));
    }
}
