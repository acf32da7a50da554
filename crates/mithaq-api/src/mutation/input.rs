//! What mutations take: which agreement, at which version, under which key, and the act.

use async_graphql::{ID, InputObject, InputType};
use mithaq_domain::act::{ActBody, ActDetails, EntryRectified, LegalBasis};

use crate::failure::Failure;
use crate::input::act::{
    AbandonmentInput, ActInput, ConsentInput, DenunciationInput, EntryIntoForceInput, ExpiryInput, FullPowersInput,
    InitialsInput, NegotiationInput, NoticeInput, NoticeRevocationInput, ProposalInput, ReclassificationInput,
    RecordedTermsInput, ResumptionInput, Says, SignInput, SupersessionInput, SuspensionInput, TerminationInput,
};
use crate::input::id::read_id;
use crate::input::text::read_text;
use crate::output::refusal::InputPath;
use crate::words::Stance;

/// What every mutation of an agreement says beside its act.
pub(super) struct Envelope<'a> {
    pub(super) agreement_id: &'a ID,
    pub(super) expected_version: Option<&'a str>,
    pub(super) idempotency_key: &'a ID,
    pub(super) stance: Stance,
}

/// What a client sends to record an act of an agreement.
pub(super) trait Brings: InputType {
    /// The mutation, so that a key used for one is not taken for another.
    const MUTATION: &'static str;

    /// Which agreement, at which version, under which key.
    fn envelope(&self) -> Envelope<'_>;

    /// Where the act's input stands, from the argument on.
    fn path(&self) -> InputPath;

    /// The act, or which field is wrong.
    fn body(&self) -> Result<ActBody, Failure>;
}

/// Declares what a mutation takes: the envelope, and one field that says the act.
macro_rules! brings {
    ($(
        $(#[$meta:meta])*
        $name:ident($mutation:literal) { $(#[$doc:meta])* $field:ident($field_name:literal): $says:ty }
    )+) => {
        $(
            $(#[$meta])*
            #[derive(async_graphql::InputObject)]
            pub(crate) struct $name {
                /// The agreement, by its id.
                agreement_id: async_graphql::ID,
                /// The version that you have read; where it is another now, nothing is written. Left out, whatever
                /// version it is at will do.
                expected_version: Option<String>,
                /// A key of your own for this sending, the same if it is sent again: it is then not done twice.
                idempotency_key: async_graphql::ID,
                /// Whether you mean to do it, or it was done.
                #[graphql(default_with = "crate::words::Stance::Intended")]
                stance: crate::words::Stance,
                $(#[$doc])*
                $field: $says,
            }

            impl $crate::mutation::input::Brings for $name {
                const MUTATION: &'static str = $mutation;

                fn envelope(&self) -> $crate::mutation::input::Envelope<'_> {
                    $crate::mutation::input::Envelope {
                        agreement_id: &self.agreement_id,
                        expected_version: self.expected_version.as_deref(),
                        idempotency_key: &self.idempotency_key,
                        stance: self.stance,
                    }
                }

                fn path(&self) -> $crate::output::refusal::InputPath {
                    let replacement = $crate::input::act::Says::replacement(&self.$field);
                    $crate::output::refusal::InputPath { nth: None, field: $field_name, replacement }
                }

                fn body(&self) -> Result<mithaq_domain::act::ActBody, $crate::failure::Failure> {
                    $crate::input::act::Says::body(&self.$field, concat!("input.", $field_name))
                }
            }
        )+
    };
}

pub(super) use brings;

brings! {
    /// What `openNegotiation` takes.
    OpenNegotiationInput("openNegotiation") {
        /// The opening of negotiation.
        open_negotiation("openNegotiation"): NegotiationInput
    }
    /// What `recordTerms` takes.
    RecordTermsInput("recordTerms") {
        /// What the text says.
        record_terms("recordTerms"): RecordedTermsInput
    }
    /// What `initialAgreement` takes.
    InitialAgreementInput("initialAgreement") {
        /// The initials.
        initial("initial"): InitialsInput
    }
    /// What `signAgreement` takes.
    SignAgreementInput("signAgreement") {
        /// The signature.
        sign("sign"): SignInput
    }
    /// What `confirmFullPowers` takes.
    ConfirmFullPowersInput("confirmFullPowers") {
        /// The confirmation.
        confirm_full_powers("confirmFullPowers"): FullPowersInput
    }
    /// What `expressConsent` takes.
    ExpressConsentInput("expressConsent") {
        /// The consent.
        express_consent("expressConsent"): ConsentInput
    }
    /// What `recordEntryIntoForce` takes.
    RecordEntryIntoForceInput("recordEntryIntoForce") {
        /// The entry into force.
        record_entry_into_force("recordEntryIntoForce"): EntryIntoForceInput
    }
    /// What `giveNotice` takes.
    GiveNoticeInput("giveNotice") {
        /// The notice.
        give_notice("giveNotice"): NoticeInput
    }
    /// What `revokeNotice` takes.
    RevokeNoticeInput("revokeNotice") {
        /// The revocation.
        revoke_notice("revokeNotice"): NoticeRevocationInput
    }
    /// What `suspendAgreement` takes.
    SuspendAgreementInput("suspendAgreement") {
        /// The suspension.
        suspend("suspend"): SuspensionInput
    }
    /// What `resumeAgreement` takes.
    ResumeAgreementInput("resumeAgreement") {
        /// The resumption.
        resume("resume"): ResumptionInput
    }
    /// What `terminateAgreement` takes.
    TerminateAgreementInput("terminateAgreement") {
        /// The termination.
        terminate("terminate"): TerminationInput
    }
    /// What `denounceAgreement` takes.
    DenounceAgreementInput("denounceAgreement") {
        /// The denunciation.
        denounce("denounce"): DenunciationInput
    }
    /// What `recordExpiry` takes.
    RecordExpiryInput("recordExpiry") {
        /// The expiry.
        record_expiry("recordExpiry"): ExpiryInput
    }
    /// What `supersedeAgreement` takes.
    SupersedeAgreementInput("supersedeAgreement") {
        /// The supersession.
        supersede("supersede"): SupersessionInput
    }
    /// What `abandonAgreement` takes.
    AbandonAgreementInput("abandonAgreement") {
        /// The abandonment.
        abandon("abandon"): AbandonmentInput
    }
    /// What `reclassifyAgreement` takes.
    ReclassifyAgreementInput("reclassifyAgreement") {
        /// The new label.
        reclassify("reclassify"): ReclassificationInput
    }
    /// What `correctAct` takes.
    CorrectActInput("correctAct") {
        /// The entry and what takes its place.
        correct("correct"): CorrectionInput
    }
    /// What `rectifyEntry` takes.
    RectifyEntryInput("rectifyEntry") {
        /// The entry that is struck out.
        rectify("rectify"): RectificationInput
    }
}

/// What `proposeAgreement` takes.
#[derive(InputObject)]
pub(crate) struct ProposeAgreementInput {
    /// A key of your own for this sending, the same if it is sent again: it is then not done twice.
    pub(super) idempotency_key: ID,
    /// The mandate.
    pub(super) propose: ProposalInput,
}

/// An entry of the register that was wrong, and what takes its place.
#[derive(InputObject)]
pub(crate) struct CorrectionInput {
    /// The entry, by the act's id.
    corrects: ID,
    /// What should have been recorded.
    act: ActInput,
}

impl Says for CorrectionInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let corrects = read_id(&self.corrects, &format!("{path}.corrects"))?;
        Ok(self.act.body(&format!("{path}.act"))?.correcting(corrects))
    }

    fn replacement(&self) -> Option<&'static str> {
        Some(self.act.field())
    }
}

/// An entry of the register that was wrong.
#[derive(InputObject)]
pub(crate) struct RectificationInput {
    /// The entry, by the act's id.
    struck_out: ID,
    /// Why it is struck out.
    reason: String,
}

impl Says for RectificationInput {
    fn body(&self, path: &str) -> Result<ActBody, Failure> {
        let rectified = EntryRectified {
            struck_out: read_id(&self.struck_out, &format!("{path}.struckOut"))?,
            reason: read_text(&self.reason, &format!("{path}.reason"))?,
        };
        Ok(ActBody::new(LegalBasis::Reported, ActDetails::EntryRectified(rectified)))
    }
}
