//! Mutations for relations to other agreements.

use async_graphql::{Context, Object};

use super::input::brings;
use super::record::record;
use crate::failure::Nullable;
use crate::input::act::RelationInput;
use crate::output::payload::RelateAgreementPayload;

brings! {
    /// What `relateAgreement` takes.
    RelateAgreementInput("relateAgreement") {
        /// The relation.
        relate("relate"): RelationInput
    }
}

/// Mutations for relations to other agreements.
#[derive(Default)]
pub(crate) struct Relations;

#[Object]
impl Relations {
    /// Records a relation of the agreement to another.
    async fn relate_agreement(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The act.")] input: RelateAgreementInput,
    ) -> Nullable<RelateAgreementPayload> {
        Some(record(context, &input).await.map(RelateAgreementPayload))
    }
}
