//! Tokens for development: a key made on first use, and one caller for each clearance.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use mithaq_api::Scope;
use mithaq_domain::label::{Classification, Ministry};
use serde_json::json;

use super::claims::{Audience, Claims};
use crate::settings::{DEVELOPMENT_ISSUER, TokenSettings};

/// The private key's file, beside the public keys.
const PRIVATE_KEY: &str = "development-key.p8";

/// The key's name in the set.
const KEY_ID: &str = "development";

/// For whom a token is signed.
pub(crate) struct Holder {
    /// Its subject.
    pub(crate) subject: String,
    /// Its ministry.
    pub(crate) ministry: Ministry,
    /// Its clearance.
    pub(crate) clearance: Classification,
    /// What it may do.
    pub(crate) scopes: BTreeSet<Scope>,
}

impl Holder {
    /// The local stack's caller of a clearance. The one cleared for all may approve too.
    pub(crate) fn of(clearance: Classification) -> Self {
        let mut scopes = BTreeSet::from([Scope::Read, Scope::Write]);
        if clearance == Classification::Secret {
            scopes.insert(Scope::Approve);
        }
        let subject = format!("{}@mod.example", file_stem(clearance));
        Self {
            subject,
            ministry: Ministry::try_from("MOD".to_owned()).unwrap_or_else(|_| unreachable!()),
            clearance,
            scopes,
        }
    }
}

/// Signs tokens of the development issuer.
pub(crate) struct Signer {
    settings: TokenSettings,
    key: EncodingKey,
}

impl Signer {
    /// With the key beside the public ones; it is made where neither is there.
    ///
    /// # Errors
    /// Where tokens are another issuer's, or the files cannot be read or made.
    pub(crate) fn new(settings: TokenSettings) -> anyhow::Result<Self> {
        if settings.issuer != DEVELOPMENT_ISSUER {
            bail!(
                "tokens for development are signed for the issuer {DEVELOPMENT_ISSUER} only, and MITHAQ_TOKEN_ISSUER is {:?}: get one from that issuer",
                settings.issuer
            );
        }
        let path = settings.keys.with_file_name(PRIVATE_KEY);
        if !path.exists() {
            make_key(&settings.keys, &path)?;
        }
        let key = fs::read(&path).with_context(|| format!("the private key {} cannot be read", path.display()))?;
        Ok(Self { settings, key: EncodingKey::from_ed_der(&key) })
    }

    /// A token that holds from now on.
    ///
    /// # Errors
    /// Where the key cannot sign.
    pub(crate) fn token(&self, holder: &Holder, now: DateTime<Utc>, lasts: Duration) -> anyhow::Result<String> {
        let scopes: Vec<&str> = holder.scopes.iter().map(|scope| scope.as_str()).collect();
        let seconds = i64::try_from(lasts.as_secs()).context("the token would hold for too long")?;
        let claims = Claims {
            iss: self.settings.issuer.clone(),
            aud: Audience::One(self.settings.audience.clone()),
            exp: now.timestamp().saturating_add(seconds),
            nbf: now.timestamp(),
            sub: holder.subject.clone(),
            ministry: holder.ministry.to_string(),
            clearance: holder.clearance.to_string(),
            scope: scopes.join(" "),
        };
        let header = Header { kid: Some(KEY_ID.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.key).context("the token cannot be signed")
    }

    /// Writes one token for each clearance beside the keys; answers their files.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn write_one_for_each_clearance(
        &self,
        now: DateTime<Utc>,
        lasts: Duration,
    ) -> anyhow::Result<Vec<PathBuf>> {
        let write = |clearance: &Classification| {
            let path = self.settings.keys.with_file_name(format!("{}.jwt", file_stem(*clearance)));
            write_private(&path, self.token(&Holder::of(*clearance), now, lasts)?.as_bytes())?;
            Ok(path)
        };
        Classification::ALL.iter().map(write).collect()
    }
}

fn file_stem(clearance: Classification) -> String {
    clearance.as_str().to_ascii_lowercase()
}

fn make_key(public: &Path, private: &Path) -> anyhow::Result<()> {
    if public.exists() {
        bail!(
            "the keys {} are there, and their private key {} is not: they are another's. Name another file in MITHAQ_TOKEN_KEYS, or remove them",
            public.display(),
            private.display()
        );
    }
    if let Some(folder) = public.parent() {
        fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let pair = Ed25519KeyPair::generate().map_err(|_| anyhow::anyhow!("no key can be made"))?;
    let secret = pair.to_pkcs8().map_err(|_| anyhow::anyhow!("no key can be made"))?;
    let x = BASE64_URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let set =
        json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": KEY_ID, "x": x }] });
    write_private(private, secret.as_ref())?;
    write_private(public, format!("{set:#}\n").as_bytes())
}

/// Writes a file that only its owner can read.
fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.with_context(|| format!("{} cannot be written", path.display()))
}
