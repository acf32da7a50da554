//! Whose tokens are believed.

use std::path::PathBuf;

use clap::Args;

use super::faults::Faults;

/// The issuer of development tokens; `mithaq token` signs for no other.
pub(crate) const DEVELOPMENT_ISSUER: &str = "mithaq-dev";

/// Whose tokens are believed.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Tokens")]
pub(crate) struct TokenArgs {
    /// The file of the issuer's public keys (JSON Web Key Set)
    #[arg(long = "token-keys", env = "MITHAQ_TOKEN_KEYS", value_name = "FILE")]
    pub(crate) keys: Option<String>,
    /// The issuer that tokens must name (`iss`); `mithaq-dev` for development
    #[arg(long = "token-issuer", env = "MITHAQ_TOKEN_ISSUER", value_name = "ISSUER")]
    pub(crate) issuer: Option<String>,
    /// The audience that tokens must name (`aud`)
    #[arg(long = "token-audience", env = "MITHAQ_TOKEN_AUDIENCE", value_name = "AUDIENCE")]
    pub(crate) audience: Option<String>,
}

/// Whose tokens are believed, as checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenSettings {
    /// The file of the issuer's public keys.
    pub(crate) keys: PathBuf,
    /// The issuer.
    pub(crate) issuer: String,
    /// The audience.
    pub(crate) audience: String,
}

impl TokenArgs {
    /// All three, as a token is believed by all three or not at all.
    pub(crate) fn check(&self, faults: &mut Faults) -> Option<TokenSettings> {
        let text = |text: &str| Ok(text.to_owned());
        let keys = faults.required(
            "MITHAQ_TOKEN_KEYS",
            self.keys.as_deref(),
            "name the file of the issuer's public keys (JWKS); `mithaq token --init` makes one for development",
            |path| Ok(PathBuf::from(path)),
        );
        let issuer = faults.required(
            "MITHAQ_TOKEN_ISSUER",
            self.issuer.as_deref(),
            "name the issuer of tokens; mithaq-dev for development",
            text,
        );
        let audience = faults.required(
            "MITHAQ_TOKEN_AUDIENCE",
            self.audience.as_deref(),
            "name the audience of tokens, such as mithaq",
            text,
        );
        Some(TokenSettings { keys: keys?, issuer: issuer?, audience: audience? })
    }
}
