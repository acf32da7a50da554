//! What the law makes of one act.

use super::{Finding, Weight};
use crate::act::ActEffect;

/// What the law makes of one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Its effect.
    pub effect: ActEffect,
    /// What there is to say against it.
    pub findings: Vec<Finding>,
}

impl Judgement {
    /// Nothing stands against it.
    #[must_use]
    pub const fn effective() -> Self {
        Self { effect: ActEffect::Effective, findings: Vec::new() }
    }

    /// The entry is struck out or replaced.
    pub(crate) const fn rectified() -> Self {
        Self { effect: ActEffect::Rectified, findings: Vec::new() }
    }

    /// The act keeps its effect unless a finding bars it; `otherwise` is what it then is.
    pub(crate) fn of(findings: Vec<Finding>, otherwise: ActEffect) -> Self {
        let effect = if findings.iter().any(|finding| finding.weight == Weight::Bars) {
            otherwise
        } else {
            ActEffect::Effective
        };
        Self { effect, findings }
    }

    /// Whether the act has its effect, now or from the day that it is confirmed.
    #[must_use]
    pub const fn is_effective(&self) -> bool {
        matches!(self.effect, ActEffect::Effective)
    }
}
