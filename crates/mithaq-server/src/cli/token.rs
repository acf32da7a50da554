//! `mithaq token`

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::anyhow;
use clap::Args;
use mithaq_api::Scope;
use mithaq_domain::label::{Classification, Ministry};

use crate::auth::development::{Holder, Signer};
use crate::moment::now;
use crate::output;
use crate::settings::{Faults, TokenArgs};

/// How long the tokens hold that `--init` writes: they are for the local stack, which is made anew often.
const INITIAL: Duration = Duration::from_hours(30 * 24);

/// Sign tokens for development. It refuses where a real issuer is configured.
///
/// The key is made on first use and lies beside the public keys. A token is sent as `Authorization: Bearer ...`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  mithaq token --init
  mithaq token --subject legal@mod.example --ministry MOD --clearance SECRET --for 8h")]
pub(super) struct Token {
    /// Write one token for each clearance beside the keys: unclassified.jwt ... secret.jwt
    #[arg(long, conflicts_with_all = ["subject", "scope"])]
    init: bool,
    /// Who holds the token
    #[arg(long, required_unless_present = "init", value_name = "TEXT")]
    subject: Option<String>,
    /// The holder's ministry, such as MOD
    #[arg(long, value_name = "CODE", default_value = "MOD", value_parser = ministry)]
    ministry: Ministry,
    /// How far the holder is cleared: UNCLASSIFIED, RESTRICTED, CONFIDENTIAL or SECRET
    #[arg(long, value_name = "LABEL", default_value = "UNCLASSIFIED")]
    clearance: Classification,
    /// What the holder may do, separated by spaces: agreements:read, agreements:write, agreements:approve, registry:admin
    #[arg(long, value_name = "SCOPES", default_value = "agreements:read agreements:write", value_parser = scopes)]
    scope: Scopes,
    /// For how long it holds: 30m, 8h, 7d
    #[arg(long = "for", value_name = "TIME", default_value = "8h", value_parser = duration)]
    lasts: Duration,
    #[command(flatten)]
    tokens: TokenArgs,
}

/// What the holder may do.
#[derive(Debug, Clone)]
struct Scopes(BTreeSet<Scope>);

impl Token {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut faults = Faults::default();
        let settings = self.tokens.check(&mut faults);
        let signer = Signer::new(faults.settle(|| settings)?)?;
        let now = now();
        if self.init {
            for path in signer.write_one_for_each_clearance(now, INITIAL)? {
                output::line(&path.display().to_string())?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let subject = self.subject.ok_or_else(|| anyhow!("--subject is missing"))?;
        let holder = Holder { subject, ministry: self.ministry, clearance: self.clearance, scopes: self.scope.0 };
        output::line(&signer.token(&holder, now, self.lasts)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn ministry(text: &str) -> Result<Ministry, String> {
    Ministry::try_from(text.to_owned()).map_err(|error| error.to_string())
}

fn scopes(text: &str) -> Result<Scopes, String> {
    let scope = |word| Scope::from_token(word).ok_or_else(|| format!("{word:?} is not one of the scopes"));
    text.split_whitespace().map(scope).collect::<Result<_, _>>().map(Scopes)
}

/// `8h` is eight hours.
fn duration(text: &str) -> Result<Duration, String> {
    let way_out = || format!("{text:?} is not a time such as 30m, 8h or 7d");
    let unit = text.chars().last().ok_or_else(way_out)?;
    let seconds: u64 = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return Err(way_out()),
    };
    let count: u64 = text.strip_suffix(unit).ok_or_else(way_out)?.parse().map_err(|_| way_out())?;
    count.checked_mul(seconds).map(Duration::from_secs).ok_or_else(way_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit() {
        assert_eq!(duration("8h"), Ok(Duration::from_hours(8)));
        assert_eq!(duration("7d"), Ok(Duration::from_hours(7 * 24)));
        for bad in ["", "8", "h", "-1h", "8hh", "99999999999999999999d"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }
}
