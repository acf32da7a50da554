//! Mutations for changes of the text.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::{AmendmentInput, TextCorrectionInput};
use crate::output::payload::{AmendAgreementPayload, CorrectTextPayload};

brings! {
    /// What `amendAgreement` takes.
    AmendAgreementInput("amendAgreement") {
        /// The amendment.
        amend("amend"): AmendmentInput
    }
    /// What `correctText` takes.
    CorrectTextInput("correctText") {
        /// The correction.
        correct_text("correctText"): TextCorrectionInput
    }
}

/// Mutations for changes of the text.
#[derive(Default)]
pub(crate) struct Amendments;

#[Object]
impl Amendments {
    /// Records that both change what the agreement says (VCLT 39).
    async fn amend_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AmendAgreementInput,
    ) -> Nullable<AmendAgreementPayload> {
        Some(record(context, &input).await.map(AmendAgreementPayload))
    }

    /// Records that both mend an error in the agreement's text (VCLT 79). An entry of the register is mended by `correctAct`.
    async fn correct_text(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: CorrectTextInput,
    ) -> Nullable<CorrectTextPayload> {
        Some(record(context, &input).await.map(CorrectTextPayload))
    }
}
