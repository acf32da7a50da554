//! Mutations for notices of end.

use async_graphql::{Context, Object};

use super::input::{GiveNoticeInput, RevokeNoticeInput};
use super::record::record;
use crate::failure::Nullable;
use crate::output::payload::{GiveNoticePayload, RevokeNoticePayload};

/// Mutations for notices of end.
#[derive(Default)]
pub(crate) struct Notices;

#[Object]
impl Notices {
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
}
