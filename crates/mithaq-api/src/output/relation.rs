//! Relations of an agreement to others.

use std::sync::Arc;

use async_graphql::SimpleObject;
use futures_util::future::try_join_all;
use mithaq_domain::act::{ActId, AgreementId, Relation};
use mithaq_domain::agreement;
use mithaq_store::RelationTo;

use super::act::Act;
use super::agreement::Agreement;
use super::listing::{Place, placed};
use crate::failure::Failure;
use crate::reading::Reading;
use crate::words::RelationKind;

/// A relation of an agreement to another, read from the one to the other: "this one amends that one".
#[derive(Clone, SimpleObject)]
pub(crate) struct AgreementRelation {
    /// The agreement whose relation it is.
    of: Agreement,
    /// What it does to the other.
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
            Ok::<_, Failure>(Self::told(log, (act, relation), reading).await?.map(|relation| (act, relation)))
        });
        let relations = try_join_all(relations).await?;
        Ok(placed(log, relations.into_iter().flatten()))
    }

    /// The relations of other agreements to one, in the order in which the registry learned of them.
    pub(crate) async fn all_to(other: AgreementId, reading: &Arc<Reading>) -> Result<Vec<(ActId, Self)>, Failure> {
        let found = reading.related.load(other).await?;
        let found: Vec<RelationTo> = found.iter().flat_map(|found| found.iter().copied()).collect();
        let relations = found.into_iter().map(|found| async move {
            let Some(log) = reading.log(found.of, None).await? else { return Ok(None) };
            let Some(said) = log.relations().find(|(act, _)| *act == found.act) else { return Ok(None) };
            Ok::<_, Failure>(Self::told(&log, said, reading).await?.map(|relation| (found.act, relation)))
        });
        Ok(try_join_all(relations).await?.into_iter().flatten().collect())
    }

    /// Whether it is a relation to an agreement.
    pub(crate) fn is_to(&self, other: AgreementId) -> bool {
        self.to.as_ref().is_some_and(|to| to.view().id == other)
    }

    /// A relation that a log tells of; none where the other may not be known of.
    async fn told(
        log: &Arc<agreement::Agreement>,
        (act, relation): (ActId, &Relation),
        reading: &Arc<Reading>,
    ) -> Result<Option<Self>, Failure> {
        let to = match relation.to {
            Some(other) => Agreement::load(other, reading).await?,
            None => None,
        };
        let is_hidden = relation.to.is_some() && to.is_none();
        let Some(said) = Act::find(log, act, reading).filter(|_| !is_hidden) else { return Ok(None) };
        Ok(Some(Self {
            of: Agreement::of_log(log.id(), reading).await?,
            relation: relation.relation.into(),
            to,
            to_as_printed: relation.to_as_printed.clone(),
            ends_with_other: relation.ends_with_other,
            act: said,
        }))
    }
}
