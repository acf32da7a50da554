//! Whose registry this is.

use clap::Args;
use mithaq_domain::actor::{self, Actor, ActorKind};
use mithaq_events::contract::Origin;

use super::address::web;
use super::faults::Faults;
use crate::zone::Zone;

/// Whose registry this is.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct HomeArgs {
    /// The state whose registry this is: ISO 3166-1 alpha-3, such as JOR
    #[arg(long, env = "MITHAQ_HOME", value_name = "CODE")]
    pub(crate) home: Option<String>,
    /// The time zone by which the registry counts days, such as Asia/Amman
    #[arg(long, env = "MITHAQ_TIME_ZONE", value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    /// The address by which callers reach this registry, such as `https://registry.example`: addresses of documents, and of
    /// what an event leaves out, begin with it [default: they are paths]
    #[arg(long, env = "MITHAQ_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

/// Whose registry this is, as checked.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// The state.
    state: &'static Actor,
    /// By which days are counted.
    pub(crate) zone: Zone,
    /// By which address callers reach it.
    pub(crate) public_url: Option<String>,
}

impl HomeArgs {
    /// The state and its zone, where nothing is wrong with them.
    pub(crate) fn check(&self, faults: &mut Faults) -> Option<Home> {
        let state = faults.required(
            "MITHAQ_HOME",
            self.home.as_deref(),
            "name the state whose registry this is by its ISO 3166-1 alpha-3 code, such as JOR",
            state,
        );
        let zone = faults.required(
            "MITHAQ_TIME_ZONE",
            self.time_zone.as_deref(),
            "name the time zone by which the registry counts days, such as Asia/Amman",
            zone,
        );
        let public_url = faults.optional("MITHAQ_PUBLIC_URL", self.public_url.as_deref(), web);
        Some(Home { state: state?, zone: zone?, public_url })
    }
}

impl Home {
    /// The registry, as its records speak of it.
    pub(crate) fn origin(&self) -> Origin {
        Origin {
            source: format!("urn:mithaq:{}", self.state.code),
            zone: self.zone.0,
            graphql: format!("{}/graphql", self.public_url.as_deref().unwrap_or_default()),
        }
    }
}

/// The state of a code.
///
/// # Errors
/// Where it is no state's.
pub(crate) fn state(text: &str) -> Result<&'static Actor, String> {
    actor::by_code(text)
        .filter(|actor| actor.code == text && actor.kind == ActorKind::Country)
        .ok_or_else(|| format!("{text:?} is not the ISO 3166-1 alpha-3 code of a state, such as JOR"))
}

/// The time zone of a name.
///
/// # Errors
/// Where there is none of that name.
pub(crate) fn zone(text: &str) -> Result<Zone, String> {
    text.parse().map(Zone).map_err(|_| format!("{text:?} is not a time zone's name, such as Asia/Amman"))
}
