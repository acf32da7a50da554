//! The register's own statuses.

use mithaq_domain::act::{AssertedStatus, DomesticStepKind};
use mithaq_domain::agreement::StatusName;

use crate::doubt::{Doubt, DoubtCode};
use crate::names::fold;

/// What a status says of an agreement's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Signed; consent to be bound is awaited, of both or of the partner alone.
    ConsentPending {
        home_has_consented: bool,
        /// What Brazil's own law has seen done already.
        step: Option<DomesticStepKind>,
    },
    /// A domestic step only.
    Promulgation,
    InForce,
    Suspended,
    Ended(End),
    /// It does not say.
    Unclear,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Denounced,
    Expired,
    Superseded,
}

/// The status of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) asserted: Option<AssertedStatus>,
    pub(super) stage: Stage,
    /// Whether it says that consent is to be by ratification.
    pub(super) names_ratification: bool,
}

impl Status {
    /// Reads a status as it is printed.
    pub(super) fn read(printed: Option<&str>, doubts: &mut Vec<Doubt>) -> Self {
        let Some(printed) = printed.map(str::trim) else {
            doubts.push(DoubtCode::StatusUnknown.because("status is empty."));
            return Self { asserted: None, stage: Stage::Unclear, names_ratification: false };
        };
        let folded = fold(printed);
        let stage = stage(folded.trim()).unwrap_or_else(|| {
            doubts.push(DoubtCode::StatusUnknown.because(format!("status: {printed:?} is not known.")));
            Stage::Unclear
        });
        if folded.trim() == "situacao especial" {
            doubts.push(DoubtCode::StatusUnclear.because(format!("status: {printed:?} does not say what holds.")));
        }
        let names_ratification = folded.contains("ratificacao");
        if matches!(stage, Stage::ConsentPending { .. }) && !names_ratification {
            let message = format!("status: {printed:?} does not say how consent is to be expressed.");
            doubts.push(DoubtCode::ConsentMeansAssumed.because(message));
        }
        if matches!(stage, Stage::ConsentPending { home_has_consented: true, .. }) {
            let message = format!("status: {printed:?} says that Brazil has consented, and not when.");
            doubts.push(DoubtCode::ConsentDayMissing.because(message));
        }
        if let Some(step) = stage.step() {
            let message = format!("status: {printed:?} comes after {step}, of which no day is given.");
            doubts.push(DoubtCode::DomesticStepFromStatus.because(message));
        }
        let asserted = AssertedStatus { as_printed: printed.to_owned(), status: name(stage) };
        Self { asserted: Some(asserted), stage, names_ratification }
    }

    /// What the days of the record leave doubtful about it.
    pub(super) fn against(&self, has_force: bool, has_end: bool) -> Option<Doubt> {
        let printed = self.asserted.as_ref().map_or("", |asserted| asserted.as_printed.as_str());
        let without = |what| DoubtCode::StatusWithoutDay.because(format!("status: {printed:?}, and {what} is empty."));
        let against = |what| DoubtCode::StatusContradictsDay.because(format!("status: {printed:?}, and {what}."));
        match (self.stage, has_force, has_end) {
            (Stage::InForce, false, _) => Some(without("vigor_int_em")),
            (Stage::Ended(_), _, false) => Some(without("expirou_em")),
            (Stage::Suspended, _, _) => Some(without("the day of suspension")),
            (Stage::ConsentPending { .. }, true, _) => Some(against("vigor_int_em gives a day of entry into force")),
            (Stage::InForce | Stage::Promulgation | Stage::ConsentPending { .. }, _, true) => {
                Some(against("expirou_em gives an end"))
            }
            (Stage::Ended(_), _, true)
            | (Stage::InForce, true, false)
            | (Stage::Promulgation, _, false)
            | (Stage::ConsentPending { .. }, false, false)
            | (Stage::Unclear, _, _) => None,
        }
    }
}

fn stage(folded: &str) -> Option<Stage> {
    let pending = |home_has_consented, step| Some(Stage::ConsentPending { home_has_consented, step });
    match folded {
        "em vigor" | "vigente" => Some(Stage::InForce),
        "suspenso" | "suspensa" => Some(Stage::Suspended),
        "denunciado" | "denunciada" => Some(Stage::Ended(End::Denounced)),
        "expirado" | "expirada" => Some(Stage::Ended(End::Expired)),
        "superado" | "superada" | "substituido" | "substituida" => Some(Stage::Ended(End::Superseded)),
        "situacao especial" => Some(Stage::Unclear),
        "em ratificacao" => pending(false, Some(DomesticStepKind::ParliamentaryApproval)),
        other if other.starts_with("em ratificacao") => pending(true, None),
        other if other.starts_with("tramitacao") || other.starts_with("em tramitacao") => {
            // The government lays a treaty before Congress (Constitution of Brazil, 49(I), 84(VIII)).
            pending(false, other.contains("congresso").then_some(DomesticStepKind::GovernmentApproval))
        }
        other if other.starts_with("em promulgacao") => Some(Stage::Promulgation),
        _ => None,
    }
}

impl Stage {
    /// The step of Brazil's own law that the stage comes after: Congress approves before the state ratifies, and a
    /// decree promulgates after it.
    pub(super) const fn step(self) -> Option<DomesticStepKind> {
        match self {
            Self::ConsentPending { step, .. } => step,
            Self::Promulgation => Some(DomesticStepKind::ParliamentaryApproval),
            Self::InForce | Self::Suspended | Self::Ended(_) | Self::Unclear => None,
        }
    }
}

/// The registry's term, where there is one.
const fn name(stage: Stage) -> Option<StatusName> {
    match stage {
        Stage::ConsentPending { .. } => Some(StatusName::Signed),
        Stage::InForce => Some(StatusName::InForce),
        Stage::Suspended => Some(StatusName::Suspended),
        Stage::Ended(End::Denounced) => Some(StatusName::Denounced),
        Stage::Ended(End::Expired) => Some(StatusName::Expired),
        Stage::Ended(End::Superseded) => Some(StatusName::Superseded),
        Stage::Promulgation | Stage::Unclear => None,
    }
}
