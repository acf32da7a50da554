//! Mutations for texts.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::AgreementTextInput;
use crate::output::payload::AddTextPayload;

brings! {
    /// What `addText` takes.
    AddTextInput("addText") {
        /// The text.
        add_text("addText"): AgreementTextInput
    }
}

/// Mutations for texts.
#[derive(Default)]
pub(crate) struct Texts;

#[Object]
impl Texts {
    /// Records a text of the agreement: authentic, corrected, consolidated or a translation (VCLT 33).
    async fn add_text(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: AddTextInput,
    ) -> Nullable<AddTextPayload> {
        Some(record(context, &input).await.map(AddTextPayload))
    }
}
