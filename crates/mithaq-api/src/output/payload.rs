//! What a mutation answers.

use std::sync::Arc;

use async_graphql::{ID, Interface, Object};
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement;
use mithaq_domain::law::Finding;

use super::act::Act;
use super::agreement::Agreement;
use super::refusal::{InputPath, Refusal, Told, Warning};
use crate::failure::Nullable;
use crate::reading::Reading;

/// What came of bringing an act before the registry.
pub(crate) struct Outcome {
    /// The agreement; none where none was opened.
    pub(crate) agreement: Option<AgreementId>,
    /// What was recorded; none where it was refused.
    pub(crate) recorded: Option<Recorded>,
    /// What stands against it.
    pub(crate) findings: Vec<Finding>,
    /// Where the input stands.
    pub(crate) path: InputPath,
    /// A reading that sees what was written.
    pub(crate) reading: Arc<Reading>,
}

/// What was recorded.
pub(crate) struct Recorded {
    pub(crate) log: Arc<agreement::Agreement>,
    pub(crate) acts: Vec<ActId>,
    pub(crate) replayed: bool,
}

impl Outcome {
    fn told(&self) -> Told<'_> {
        Told { agreement: self.agreement, path: Some(self.path), reading: &self.reading }
    }

    async fn agreement(&self) -> Nullable<Agreement> {
        Agreement::load(self.agreement?, &self.reading).await.transpose()
    }

    fn acts(&self) -> Vec<Act> {
        let recorded = self.recorded.iter();
        recorded
            .flat_map(|recorded| recorded.acts.iter().filter_map(|act| Act::find(&recorded.log, *act, &self.reading)))
            .collect()
    }

    fn warnings(&self) -> Vec<Warning> {
        let told = self.told();
        if self.recorded.is_some() {
            self.findings.iter().map(|finding| told.warning(finding)).collect()
        } else {
            Vec::new()
        }
    }

    fn refusals(&self) -> Vec<Refusal> {
        let told = self.told();
        if self.recorded.is_none() {
            self.findings.iter().map(|finding| told.refusal(finding)).collect()
        } else {
            Vec::new()
        }
    }
}

/// Declares the answers to mutations: one type each, alike in every field.
macro_rules! payloads {
    ($( $(#[$meta:meta])* $name:ident, )+) => {
        $(
            $(#[$meta])*
            pub(crate) struct $name(pub(crate) Outcome);

            $(#[$meta])*
            #[Object]
            impl $name {
                /// The agreement as it is now.
                async fn agreement(&self) -> Nullable<Agreement> {
                    self.0.agreement().await
                }

                /// The acts that were recorded; empty where it was refused.
                async fn acts(&self) -> Vec<Act> {
                    self.0.acts()
                }

                /// What is to be known of what was recorded.
                async fn warnings(&self) -> Vec<Warning> {
                    self.0.warnings()
                }

                /// Why nothing was written; empty where something was.
                async fn refusals(&self) -> Vec<Refusal> {
                    self.0.refusals()
                }

                /// Whether the same was sent before under the same idempotency key, so that this is the first answer.
                async fn replayed(&self) -> bool {
                    self.0.recorded.as_ref().is_some_and(|recorded| recorded.replayed)
                }

                /// The approval that is awaited, where acts need a second person's; null, as none do yet.
                async fn pending_approval(&self) -> Option<ID> {
                    None
                }
            }
        )+

        /// What every mutation answers. Where the law says no, that is data: `refusals` say why, and nothing was
        /// written.
        #[derive(Interface)]
        #[allow(clippy::enum_variant_names, reason = "each is the answer to a mutation, and named so in the schema")]
        #[graphql(
            field(name = "agreement", ty = "Nullable<Agreement>", desc = "The agreement as it is now."),
            field(name = "acts", ty = "Vec<Act>", desc = "The acts that were recorded; empty where it was refused."),
            field(name = "warnings", ty = "Vec<Warning>", desc = "What is to be known of what was recorded."),
            field(name = "refusals", ty = "Vec<Refusal>", desc = "Why nothing was written; empty where something was."),
            field(
                name = "replayed",
                ty = "bool",
                desc = "Whether the same was sent before under the same idempotency key, so that this is the first answer."
            ),
            field(
                name = "pending_approval",
                ty = "Option<ID>",
                desc = "The approval that is awaited, where acts need a second person's; null, as none do yet."
            )
        )]
        pub(crate) enum ActPayload {
            $(
                $(#[$meta])*
                $name($name),
            )+
        }
    };
}

payloads! {
    /// The answer to `proposeAgreement`.
    ProposeAgreementPayload,
    /// The answer to `openNegotiation`.
    OpenNegotiationPayload,
    /// The answer to `recordTerms`.
    RecordTermsPayload,
    /// The answer to `initialAgreement`.
    InitialAgreementPayload,
    /// The answer to `signAgreement`.
    SignAgreementPayload,
    /// The answer to `confirmFullPowers`.
    ConfirmFullPowersPayload,
    /// The answer to `expressConsent`.
    ExpressConsentPayload,
    /// The answer to `recordEntryIntoForce`.
    RecordEntryIntoForcePayload,
    /// The answer to `giveNotice`.
    GiveNoticePayload,
    /// The answer to `revokeNotice`.
    RevokeNoticePayload,
    /// The answer to `suspendAgreement`.
    SuspendAgreementPayload,
    /// The answer to `resumeAgreement`.
    ResumeAgreementPayload,
    /// The answer to `terminateAgreement`.
    TerminateAgreementPayload,
    /// The answer to `denounceAgreement`.
    DenounceAgreementPayload,
    /// The answer to `recordExpiry`.
    RecordExpiryPayload,
    /// The answer to `supersedeAgreement`.
    SupersedeAgreementPayload,
    /// The answer to `abandonAgreement`.
    AbandonAgreementPayload,
    /// The answer to `reclassifyAgreement`.
    ReclassifyAgreementPayload,
    /// The answer to `applyProvisionally`.
    ApplyProvisionallyPayload,
    /// The answer to `endProvisionalApplication`.
    EndProvisionalApplicationPayload,
    /// The answer to `recordDomesticStep`.
    RecordDomesticStepPayload,
    /// The answer to `amendAgreement`.
    AmendAgreementPayload,
    /// The answer to `correctText`.
    CorrectTextPayload,
    /// The answer to `renewAgreement`.
    RenewAgreementPayload,
    /// The answer to `reviveAgreement`.
    ReviveAgreementPayload,
    /// The answer to `claimBreach`.
    ClaimBreachPayload,
    /// The answer to `objectToClaim`.
    ObjectToClaimPayload,
    /// The answer to `invalidateAgreement`.
    InvalidateAgreementPayload,
    /// The answer to `makeReservation`.
    MakeReservationPayload,
    /// The answer to `acceptReservation`.
    AcceptReservationPayload,
    /// The answer to `withdrawReservation`.
    WithdrawReservationPayload,
    /// The answer to `registerAgreement`.
    RegisterAgreementPayload,
    /// The answer to `withholdRegistration`.
    WithholdRegistrationPayload,
    /// The answer to `relateAgreement`.
    RelateAgreementPayload,
    /// The answer to `addText`.
    AddTextPayload,
    /// The answer to `addObligation`.
    AddObligationPayload,
    /// The answer to `fulfilObligation`.
    FulfilObligationPayload,
    /// The answer to `waiveObligation`.
    WaiveObligationPayload,
    /// The answer to `allegeObligationBreach`.
    AllegeObligationBreachPayload,
    /// The answer to `planActivity`.
    PlanActivityPayload,
    /// The answer to `reportActivity`.
    ReportActivityPayload,
    /// The answer to `cancelActivity`.
    CancelActivityPayload,
    /// The answer to `scheduleReview`.
    ScheduleReviewPayload,
    /// The answer to `concludeReview`.
    ConcludeReviewPayload,
    /// The answer to `recordSuccession`.
    RecordSuccessionPayload,
    /// The answer to `contestSuccession`.
    ContestSuccessionPayload,
    /// The answer to `correctAct`.
    CorrectActPayload,
    /// The answer to `rectifyEntry`.
    RectifyEntryPayload,
}
