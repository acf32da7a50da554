//! Agreements whose clauses are opposed.

use std::sync::Arc;

use async_graphql::{Context, InputType};
use chrono::NaiveDate;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, try_join_all};
use mithaq_domain::act::AgreementId;
use mithaq_domain::agreement::{self, ConflictGround, StatusName};
use mithaq_store::{AgreementQuery, Condition, PageRequest};
use serde::{Deserialize, Serialize};

use super::agreements::{self, Asked};
use crate::failure::Failure;
use crate::input::page::ListSeal;
use crate::output::conflict::AgreementConflict;
use crate::output::listing::{AgreementConflictConnection, Cut};
use crate::reading::{Reading, reading};

/// How many agreements are laid beside each other at most: each is with all others.
const COMPARED: usize = 500;

/// A place in the list, with the day that the list is of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    ground: ConflictGround,
    between: AgreementId,
    and: AgreementId,
    as_of: NaiveDate,
}

/// Among which agreements conflicts are asked for.
pub(crate) struct Among {
    /// What is asked, by name.
    pub(crate) field: &'static str,
    /// What they must meet.
    pub(crate) own: Vec<Condition>,
    /// The one of whose conflicts alone is asked, as it is known or supposed.
    pub(crate) of: Option<Arc<agreement::Agreement>>,
}

/// A page of the conflicts across the register.
pub(super) async fn across(context: &Context<'_>, asked: Asked) -> Result<AgreementConflictConnection, Failure> {
    let among = Among { field: "Query.conflicts", own: Vec::new(), of: None };
    conflicts(&reading(context)?, among, asked).await
}

/// A page of the conflicts among some agreements: the most telling first. It is apart from the fields that answer it: each
/// field of an object takes as much room as its largest.
pub(crate) fn conflicts(
    reading: &Arc<Reading>,
    among: Among,
    asked: Asked,
) -> BoxFuture<'_, Result<AgreementConflictConnection, Failure>> {
    page(reading, among, asked).boxed()
}

async fn page(reading: &Arc<Reading>, among: Among, asked: Asked) -> Result<AgreementConflictConnection, Failure> {
    let said = [
        format!("{:?} {:?}", among.own, among.of.as_ref().map(|of| of.id())),
        asked.filter.to_value().to_string(),
        asked.as_of.to_value().to_string(),
        asked.known_at.to_value().to_string(),
    ];
    let wanted = asked.page.read::<Place>(&reading.registry, &ListSeal::of(among.field, &said))?;
    let binding = [
        Condition::Status { any_of: vec![StatusName::InForce], flags: Vec::new(), as_of: None, known_at: None },
        Condition::HasObligations,
    ];
    let own = Condition::All(among.own.into_iter().chain(binding).collect());
    let mut query = agreements::condition(reading, Some(own), &asked, None).await?;
    query.as_of = wanted.from.as_ref().map_or(query.as_of, |place| place.as_of);
    let (as_of, known_at) = (query.as_of, query.known_at);
    let logs = logs(reading, query, among.of.as_ref()).await?;
    let compared: Vec<&agreement::Agreement> = logs.iter().map(AsRef::as_ref).collect();
    let found = agreement::conflicts(&compared, as_of).into_iter().map(|conflict| {
        let ground = conflict.ground();
        let conflict = AgreementConflict::of(conflict, &logs, known_at, reading);
        let [between, and] = conflict.ids();
        (Place { ground, between, and, as_of }, conflict)
    });
    let is_wanted = |place: &Place| among.of.as_ref().is_none_or(|of| [place.between, place.and].contains(&of.id()));
    let mut found: Vec<_> = found.filter(|(place, _)| is_wanted(place)).collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Cut::of(found, (among.field, &said), &asked.page, &reading.registry).map(AgreementConflictConnection)
}

/// The logs of the agreements of a list, in the order of their identities; one of them as it is given.
async fn logs(
    reading: &Arc<Reading>,
    query: AgreementQuery,
    given: Option<&Arc<agreement::Agreement>>,
) -> Result<Vec<Arc<agreement::Agreement>>, Failure> {
    let request = PageRequest { size: COMPARED, from: None, backwards: false };
    let page = reading.snapshot.page(&query, &request).await.map_err(|error| reading.failure(&error))?;
    if page.has_more {
        let count = reading.snapshot.count(&query).await.map_err(|error| reading.failure(&error))?;
        let allowed = u64::try_from(COMPARED).unwrap_or(u64::MAX);
        let way_out = "ask for those of one partner or of one area";
        return Err(Failure::limit("agreements with obligations", count, allowed, way_out));
    }
    let ids = page.rows.iter().map(|(view, _)| view.id).filter(|id| given.is_none_or(|given| given.id() != *id));
    let read = try_join_all(ids.map(|id| reading.log(id, query.known_at))).await?;
    let mut logs: Vec<_> = read.into_iter().flatten().chain(given.cloned()).collect();
    logs.sort_by_key(|log| log.id());
    Ok(logs)
}
