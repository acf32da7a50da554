//! Relations of an agreement to others.

use std::sync::Arc;

use async_graphql::SimpleObject;
use futures_util::future::try_join_all;
use mithaq_domain::agreement;

use super::act::Act;
use super::agreement::Agreement;
use super::listing::{Place, placed};
use crate::failure::Failure;
use crate::reading::Reading;
use crate::words::RelationKind;

/// A relation to another agreement, read from this one to the other: "this one amends that one".
#[derive(Clone, SimpleObject)]
pub(crate) struct AgreementRelation {
    /// What this agreement does to the other.
    relation: RelationKind,
    /// The other, where the registry holds it.
    to: Option<Agreement>,
    /// The other in a source's words, where the registry does not hold it.
    to_as_printed: Option<String>,
    /// For an arrangement that carries the other out: whether the text lets it end with the other.
    ends_with_other: bool,
    /// The act that says so.
    act: Act,
}

impl AgreementRelation {
    /// The relations of an agreement, in the order of its log. One to an agreement that the caller may not know of is not
    /// among them.
    pub(crate) async fn all(
        log: &Arc<agreement::Agreement>,
        reading: &Arc<Reading>,
    ) -> Result<Vec<(Place, Self)>, Failure> {
        let relations = log.relations().map(|(act, relation)| async move {
            let to = match relation.to {
                Some(other) => Agreement::load(other, reading).await?,
                None => None,
            };
            let is_hidden = relation.to.is_some() && to.is_none();
            let said = Act::find(log, act, reading).filter(|_| !is_hidden);
            Ok::<_, Failure>(said.map(|said| {
                let relation = Self {
                    relation: relation.relation.into(),
                    to,
                    to_as_printed: relation.to_as_printed.clone(),
                    ends_with_other: relation.ends_with_other,
                    act: said,
                };
                (act, relation)
            }))
        });
        let relations = try_join_all(relations).await?;
        Ok(placed(log, relations.into_iter().flatten()))
    }
}
