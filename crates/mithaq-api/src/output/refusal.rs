//! What the law says against an act.

use std::sync::Arc;

use async_graphql::SimpleObject;
use mithaq_domain::act::AgreementId;
use mithaq_domain::law::Finding;

use super::reason::{LegalReason, ReasonOf};
use super::text::LocalizedText;
use crate::reading::Reading;
use crate::words::RefusalCode;

/// What the law, or the registry's own order, has against an act that is intended. Nothing was written.
#[derive(SimpleObject)]
pub(crate) struct Refusal {
    /// What, for programs.
    code: RefusalCode,
    /// The same for a person.
    message: LocalizedText,
    /// The field of the input that it is about, from the argument on.
    path: Vec<String>,
    /// The provision of law, where one says so.
    because: Option<LegalReason>,
    /// What would cure it.
    cure: Option<LocalizedText>,
}

/// What is to be known of an act that was recorded nevertheless.
#[derive(SimpleObject)]
pub(crate) struct Warning {
    /// What, for programs.
    code: RefusalCode,
    /// The same for a person.
    message: LocalizedText,
    /// The field of the act that it is about; in the answer to a mutation, from its argument on.
    path: Vec<String>,
    /// The provision of law, where one says so.
    because: Option<LegalReason>,
    /// What would cure it.
    cure: Option<LocalizedText>,
}

/// Where the input of an act stands.
#[derive(Clone, Copy)]
pub(crate) struct InputPath {
    /// Which of several acts it is, counted from nought; none where the mutation's input says one.
    pub(crate) nth: Option<usize>,
    /// The field of the mutation's input that says the act.
    pub(crate) field: &'static str,
    /// The act that takes the place of an entry, where that is what the mutation does.
    pub(crate) replacement: Option<&'static str>,
}

impl InputPath {
    /// The place of a field of the act in the input, which names some fields otherwise than the law does.
    fn to(self, field: &'static str) -> Vec<String> {
        let nth = self.nth.map(|nth| nth.to_string());
        let argument: Vec<&str> = nth.as_ref().map_or_else(|| vec!["input"], |nth| vec!["acts", nth]);
        let mutation = argument.into_iter().chain([self.field]);
        let act = self.replacement.into_iter().flat_map(|act| ["act", act]);
        let place: Vec<&str> = match (self.replacement.unwrap_or(self.field), field) {
            (_, "kind") | ("register", "bindingness") => mutation.chain(act).collect(),
            (_, "corrects") => mutation.chain(["corrects"]).collect(),
            ("sign", "fullPowers") => mutation.chain(act).chain(["fullPowersState"]).collect(),
            ("giveNotice" | "claimBreach" | "objectToClaim", "on") => {
                mutation.chain(act).chain(["receivedOn"]).collect()
            }
            ("reportActivity", "on") => mutation.chain(act).chain(["held", "to"]).collect(),
            (_, field) => mutation.chain(act).chain([field]).collect(),
        };
        place.into_iter().map(str::to_owned).collect()
    }
}

/// Findings of which agreement, and where the input that they are about stands.
pub(crate) struct Told<'a> {
    pub(crate) agreement: Option<AgreementId>,
    /// None where the act is told of, and not brought.
    pub(crate) path: Option<InputPath>,
    pub(crate) reading: &'a Arc<Reading>,
}

impl Told<'_> {
    /// A finding as a refusal.
    pub(crate) fn refusal(&self, finding: &Finding) -> Refusal {
        let Warning { code, message, path, because, cure } = self.warning(finding);
        Refusal { code, message, path, because, cure }
    }

    /// A finding as a warning.
    pub(crate) fn warning(&self, finding: &Finding) -> Warning {
        let of = ReasonOf { agreement: self.agreement, known_at: None, reading: Arc::clone(self.reading) };
        Warning {
            code: finding.code.into(),
            message: LocalizedText::english(&finding.message),
            path: self.path.map_or_else(|| vec![finding.field.to_owned()], |path| path.to(finding.field)),
            because: LegalReason::of_finding(of, finding),
            cure: finding.cure.as_ref().map(LocalizedText::english),
        }
    }
}
