//! How far the law of treaties governs an agreement (VCLT 2(1)(a)).

use super::{Finding, Provision, Weight};
use crate::terms::Bindingness;

/// How far the law of treaties governs an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// It governs.
    Governed,
    /// It does not: the agreement takes and loses effect by its own terms only.
    OwnTermsOnly,
    /// It is not known: what would bar an act is told as a warning.
    NotKnown,
}

impl Scope {
    /// The scope of an agreement.
    pub(crate) const fn of(bindingness: Bindingness) -> Self {
        match bindingness {
            Bindingness::Binding | Bindingness::Mixed => Self::Governed,
            Bindingness::NonBinding => Self::OwnTermsOnly,
            Bindingness::Undetermined => Self::NotKnown,
        }
    }

    /// Whether the law of treaties governs it, or may.
    pub(crate) const fn is_governed(self) -> bool {
        !matches!(self, Self::OwnTermsOnly)
    }

    /// What a finding that rests on the law of treaties comes to in this scope.
    pub(crate) fn weigh(self, finding: Finding) -> Option<Finding> {
        match self {
            Self::Governed => Some(finding),
            Self::OwnTermsOnly => None,
            Self::NotKnown => Some(Finding { weight: Weight::Warns, ..finding }),
        }
    }

    /// The provision that a reason may cite in this scope.
    pub(crate) const fn cite(self, provision: Provision) -> Option<Provision> {
        match self {
            Self::Governed | Self::NotKnown => Some(provision),
            Self::OwnTermsOnly => None,
        }
    }
}
