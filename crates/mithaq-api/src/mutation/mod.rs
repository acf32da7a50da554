//! What can be recorded: one mutation a legal act.

mod activity;
mod agreement_text;
mod amendment;
mod claim;
mod domestic_step;
mod input;
mod obligation;
mod provisional;
mod record;
mod registration;
mod relation;
mod renewal;
mod reservation;
mod review;

use async_graphql::{Context, MergedObject, Object};

use crate::failure::Nullable;
use crate::output::payload::{
    AbandonAgreementPayload, ConfirmFullPowersPayload, CorrectActPayload, DenounceAgreementPayload,
    ExpressConsentPayload, GiveNoticePayload, InitialAgreementPayload, OpenNegotiationPayload, ProposeAgreementPayload,
    ReclassifyAgreementPayload, RecordEntryIntoForcePayload, RecordExpiryPayload, RecordTermsPayload,
    RectifyEntryPayload, ResumeAgreementPayload, RevokeNoticePayload, SignAgreementPayload, SupersedeAgreementPayload,
    SuspendAgreementPayload, TerminateAgreementPayload,
};
use activity::Activities;
use agreement_text::Texts;
use amendment::Amendments;
use claim::Claims;
use domestic_step::DomesticSteps;
use input::{
    AbandonAgreementInput, ConfirmFullPowersInput, CorrectActInput, DenounceAgreementInput, ExpressConsentInput,
    GiveNoticeInput, InitialAgreementInput, OpenNegotiationInput, ProposeAgreementInput, ReclassifyAgreementInput,
    RecordEntryIntoForceInput, RecordExpiryInput, RecordTermsInput, RectifyEntryInput, ResumeAgreementInput,
    RevokeNoticeInput, SignAgreementInput, SupersedeAgreementInput, SuspendAgreementInput, TerminateAgreementInput,
};
use obligation::Obligations;
use provisional::Provisional;
use record::{open, record};
use registration::Registrations;
use relation::Relations;
use renewal::Renewals;
use reservation::Reservations;
use review::Reviews;

/// What can be recorded: one mutation a legal act, each in a transaction of its own, in the order of the request. It
/// needs a token with the scope agreements:write.
#[derive(MergedObject, Default)]
pub(crate) struct Mutation(
    Course,
    Provisional,
    DomesticSteps,
    Amendments,
    Renewals,
    Claims,
    Reservations,
    Registrations,
    Relations,
    Texts,
    Obligations,
    Activities,
    Reviews,
);

/// Mutations for the course of an agreement from its mandate to its end, and for the register's own entries.
#[derive(Default)]
pub(crate) struct Course;

#[Object]
impl Course {
    /// Opens an agreement by recording a mandate to negotiate it.
    async fn propose_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The mandate.")] input: ProposeAgreementInput,
    ) -> Nullable<ProposeAgreementPayload> {
        Some(open(context, &input).await.map(ProposeAgreementPayload))
    }

    /// Records that negotiation is opened.
    async fn open_negotiation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: OpenNegotiationInput,
    ) -> Nullable<OpenNegotiationPayload> {
        Some(record(context, &input).await.map(OpenNegotiationPayload))
    }

    /// Records what the text says: titles, form, bindingness, areas and rules.
    async fn record_terms(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordTermsInput,
    ) -> Nullable<RecordTermsPayload> {
        Some(record(context, &input).await.map(RecordTermsPayload))
    }

    /// Records that a party initials the text (VCLT 10).
    async fn initial_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: InitialAgreementInput,
    ) -> Nullable<InitialAgreementPayload> {
        Some(record(context, &input).await.map(InitialAgreementPayload))
    }

    /// Records that a party signs (VCLT 7, 10, 12).
    async fn sign_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SignAgreementInput,
    ) -> Nullable<SignAgreementPayload> {
        Some(record(context, &input).await.map(SignAgreementPayload))
    }

    /// Records that a state confirms a signature that lacked authority, or one made ad referendum (VCLT 8, 12(2)).
    async fn confirm_full_powers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ConfirmFullPowersInput,
    ) -> Nullable<ConfirmFullPowersPayload> {
        Some(record(context, &input).await.map(ConfirmFullPowersPayload))
    }

    /// Records that a party expresses its consent to be bound (VCLT 11-16).
    async fn express_consent(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ExpressConsentInput,
    ) -> Nullable<ExpressConsentPayload> {
        Some(record(context, &input).await.map(ExpressConsentPayload))
    }

    /// Records an entry into force (VCLT 24), where the agreement's rule does not give the day by itself.
    async fn record_entry_into_force(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordEntryIntoForceInput,
    ) -> Nullable<RecordEntryIntoForcePayload> {
        Some(record(context, &input).await.map(RecordEntryIntoForcePayload))
    }

    /// Records a notice of end or of non-renewal (VCLT 56, 67).
    async fn give_notice(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: GiveNoticeInput,
    ) -> Nullable<GiveNoticePayload> {
        Some(record(context, &input).await.map(GiveNoticePayload))
    }

    /// Records that a notice is taken back before it takes effect (VCLT 68).
    async fn revoke_notice(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RevokeNoticeInput,
    ) -> Nullable<RevokeNoticePayload> {
        Some(record(context, &input).await.map(RevokeNoticePayload))
    }

    /// Records that operation is suspended (VCLT 57).
    async fn suspend_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SuspendAgreementInput,
    ) -> Nullable<SuspendAgreementPayload> {
        Some(record(context, &input).await.map(SuspendAgreementPayload))
    }

    /// Records that operation is resumed (VCLT 72).
    async fn resume_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ResumeAgreementInput,
    ) -> Nullable<ResumeAgreementPayload> {
        Some(record(context, &input).await.map(ResumeAgreementPayload))
    }

    /// Records that the agreement is terminated (VCLT 54).
    async fn terminate_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: TerminateAgreementInput,
    ) -> Nullable<TerminateAgreementPayload> {
        Some(record(context, &input).await.map(TerminateAgreementPayload))
    }

    /// Records that a denunciation takes effect, its notice having run (VCLT 54, 56).
    async fn denounce_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: DenounceAgreementInput,
    ) -> Nullable<DenounceAgreementPayload> {
        Some(record(context, &input).await.map(DenounceAgreementPayload))
    }

    /// Records that the last term has run out.
    async fn record_expiry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RecordExpiryInput,
    ) -> Nullable<RecordExpiryPayload> {
        Some(record(context, &input).await.map(RecordExpiryPayload))
    }

    /// Records that a later agreement takes this one's place (VCLT 59).
    async fn supersede_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: SupersedeAgreementInput,
    ) -> Nullable<SupersedeAgreementPayload> {
        Some(record(context, &input).await.map(SupersedeAgreementPayload))
    }

    /// Records that a party refuses or withdraws before the agreement is in force.
    async fn abandon_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AbandonAgreementInput,
    ) -> Nullable<AbandonAgreementPayload> {
        Some(record(context, &input).await.map(AbandonAgreementPayload))
    }

    /// Gives the agreement another label, from now on: who may no longer know of it does not see it any more, nor what
    /// was believed of it. Whoever lost or gained sight of it is told so in the event stream; what was delivered before
    /// cannot be called back.
    async fn reclassify_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: ReclassifyAgreementInput,
    ) -> Nullable<ReclassifyAgreementPayload> {
        Some(record(context, &input).await.map(ReclassifyAgreementPayload))
    }

    /// Puts an act in the place of an earlier entry that was wrong. It mends the register, and has nothing to do with
    /// correcting the agreement's text (VCLT 79). The earlier entry stays in the history.
    async fn correct_act(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The entry, and what takes its place.")] input: CorrectActInput,
    ) -> Nullable<CorrectActPayload> {
        Some(record(context, &input).await.map(CorrectActPayload))
    }

    /// Strikes out an earlier entry that was wrong, with nothing in its place. The entry stays in the history.
    async fn rectify_entry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The entry, and why.")] input: RectifyEntryInput,
    ) -> Nullable<RectifyEntryPayload> {
        Some(record(context, &input).await.map(RectifyEntryPayload))
    }
}
