//! The paper behind an act, and the authority of who made it.

use serde::{Deserialize, Serialize};

use crate::day::LegalDay;
use crate::vocabulary::vocabulary;

/// The paper behind an act.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Instrument {
    /// What it is: a note verbale, an instrument of ratification, a printed treaty series.
    pub kind: String,
    /// Its number or citation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The date that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<LegalDay>,
    /// SHA-256 of its file, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

vocabulary! {
    /// The office of who acts for a state (VCLT 7(2)).
    Office {
        /// Head of state.
        HeadOfState = 1 "HEAD_OF_STATE",
        /// Head of government.
        HeadOfGovernment = 2 "HEAD_OF_GOVERNMENT",
        /// Minister for foreign affairs.
        ForeignMinister = 3 "FOREIGN_MINISTER",
        /// Head of a diplomatic mission: may adopt a text without full powers, not sign (7(2)(b)).
        HeadOfMission = 4 "HEAD_OF_MISSION",
        /// Minister of defence.
        DefenceMinister = 5 "DEFENCE_MINISTER",
        /// Another minister.
        OtherMinister = 6 "OTHER_MINISTER",
        /// Chief of staff or another officer.
        MilitaryOfficer = 7 "MILITARY_OFFICER",
        /// Someone else.
        Other = 8 "OTHER",
        /// The source does not say.
        Unknown = 9 "UNKNOWN",
    }
}

impl Office {
    /// Whether the office represents its state without full powers for all acts relating to the
    /// conclusion of a treaty (VCLT 7(2)(a)).
    #[must_use]
    pub const fn needs_no_full_powers(self) -> bool {
        match self {
            Self::HeadOfState | Self::HeadOfGovernment | Self::ForeignMinister => true,
            Self::HeadOfMission
            | Self::DefenceMinister
            | Self::OtherMinister
            | Self::MilitaryOfficer
            | Self::Other
            | Self::Unknown => false,
        }
    }
}

vocabulary! {
    /// Whether who signs has produced full powers (VCLT 7(1)).
    FullPowers {
        /// Appropriate full powers were produced (7(1)(a)).
        Produced = 1 "PRODUCED",
        /// Practice or other circumstances of the two states dispense with them (7(1)(b)).
        DispensedWith = 2 "DISPENSED_WITH",
        /// They are known to be lacking.
        Absent = 3 "ABSENT",
        /// It is not known; which is not the same as lacking.
        Unknown = 4 "UNKNOWN",
    }
}
