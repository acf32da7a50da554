//! Whose registry this is.

use clap::Args;
use mithaq_domain::actor::{self, Actor, ActorKind};

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
}

/// Whose registry this is, as checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home {
    /// The state.
    state: &'static Actor,
    /// By which days are counted.
    pub(crate) zone: Zone,
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
        Some(Home { state: state?, zone: zone? })
    }
}

impl Home {
    /// The registry's URI.
    pub(crate) fn source(self) -> String {
        format!("urn:mithaq:{}", self.state.code)
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
