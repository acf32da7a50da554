//! Which changes.

use async_graphql::{ID, InputObject};
use mithaq_store::ChangeQuery;

use super::actor_ref::ActorRef;
use super::id::read_id;
use crate::failure::Failure;
use crate::limits::Limits;
use crate::scalar::DateTime;
use crate::words::ActKind;

/// Which changes. All fields that are given must be met; a list is met by any one of its values.
#[derive(InputObject)]
pub(crate) struct ChangeFilter {
    /// Of these agreements, by their ids.
    agreement_id: Option<Vec<ID>>,
    /// Of agreements in which one of these is the party that is not home.
    counterpart: Option<Vec<ActorRef>>,
    /// By acts of these kinds.
    act: Option<Vec<ActKind>>,
    /// By acts that were recorded at this moment or later.
    recorded_since: Option<DateTime>,
}

impl ChangeFilter {
    /// What is asked of the feed.
    pub(crate) fn read(&self, limits: &Limits) -> Result<ChangeQuery, Failure> {
        let id = |(at, id): (usize, &ID)| read_id(id, &format!("filter.agreementId[{at}]"));
        let actor =
            |(at, actor): (usize, &ActorRef)| actor.known(&format!("filter.counterpart[{at}]")).map(|known| known.id);
        let agreements = values("agreementId", self.agreement_id.as_deref(), limits)?;
        let counterparts = values("counterpart", self.counterpart.as_deref(), limits)?;
        let kinds = values("act", self.act.as_deref(), limits)?;
        Ok(ChangeQuery {
            agreements: agreements.iter().enumerate().map(id).collect::<Result<_, _>>()?,
            counterparts: counterparts.iter().enumerate().map(actor).collect::<Result<_, _>>()?,
            kinds: kinds.iter().map(|kind| (*kind).into()).collect(),
            recorded_since: self.recorded_since.map(|moment| moment.0),
        })
    }
}

/// The values of a list, which has some where it is given.
fn values<'a, T>(field: &str, list: Option<&'a [T]>, limits: &Limits) -> Result<&'a [T], Failure> {
    match list {
        None => Ok(&[]),
        Some([]) => Err(Failure::bad_input(format!(
            "filter.{field}: an empty list is met by nothing: name a value, or leave it out"
        ))),
        Some(values) => {
            let asked = u64::try_from(values.len()).unwrap_or(u64::MAX);
            if asked > limits.filter_values {
                return Err(Failure::limit(
                    "filterValues",
                    asked,
                    limits.filter_values,
                    "name fewer, or filter by less",
                ));
            }
            Ok(values)
        }
    }
}
