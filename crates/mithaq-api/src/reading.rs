//! What one request reads: one snapshot on one connection, and loaders on it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::Context;
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use mithaq_domain::act::{ActId, AgreementId};
use mithaq_domain::agreement::Agreement;
use mithaq_domain::registry_number::RegistryNumber;
use mithaq_store::{AgreementView, DocumentView, ListedAct, Reader, RelationTo, Snapshot, StatusView, StoreError};
use tokio::sync::OwnedSemaphorePermit;

use crate::batch::Batch;
use crate::failure::Failure;
use crate::registry::Registry;
use crate::request::{Caller, Request, Scope};

/// A status that is asked for: of which agreement, on which day, as known when (none: now).
pub(crate) type StatusKey = (AgreementId, NaiveDate, Option<DateTime<Utc>>);

/// A log that is asked for: of which agreement, as known when (none: now).
pub(crate) type LogKey = (AgreementId, Option<DateTime<Utc>>);

/// A request's reading of the registry: everything that it answers is of one moment.
pub(crate) struct Reading {
    pub(crate) registry: Arc<Registry>,
    pub(crate) caller: Caller,
    pub(crate) today: NaiveDate,
    request_id: Arc<str>,
    pub(crate) snapshot: Snapshot,
    pub(crate) agreements: Batch<AgreementId, Arc<AgreementView>>,
    pub(crate) numbers: Batch<RegistryNumber, Arc<AgreementView>>,
    pub(crate) statuses: Batch<StatusKey, Arc<StatusView>>,
    pub(crate) logs: Batch<LogKey, Arc<Agreement>>,
    /// The acts of an agreement as its log lists them, without what they say.
    pub(crate) acts: Batch<AgreementId, Arc<[ListedAct]>>,
    pub(crate) owners: Batch<ActId, AgreementId>,
    pub(crate) documents: Batch<AgreementId, Arc<Vec<DocumentView>>>,
    /// The relations of others to an agreement; none where there are none.
    pub(crate) related: Batch<AgreementId, Arc<[RelationTo]>>,
}

impl Reading {
    fn new(registry: Arc<Registry>, caller: Caller, today: NaiveDate, request_id: Arc<str>) -> Self {
        let reader = reader(&caller);
        let snapshot = registry.store.snapshot(reader);
        let source = Source { snapshot: snapshot.clone(), request_id: Arc::clone(&request_id) };
        Self {
            registry,
            caller,
            today,
            request_id,
            snapshot,
            agreements: source
                .batch(|snapshot, ids| async move { Ok(by_id(snapshot.agreements(&ids).await?)) }.boxed()),
            numbers: source.batch(|snapshot, numbers| {
                async move { Ok(by_number(snapshot.agreements_by_number(&numbers).await?)) }.boxed()
            }),
            statuses: source.batch(|snapshot, keys| statuses(snapshot, keys).boxed()),
            logs: source.batch(|snapshot, keys| logs(snapshot, keys).boxed()),
            acts: source
                .batch(|snapshot, ids| async move { Ok(by_agreement(&snapshot.listed_acts(&ids).await?)) }.boxed()),
            related: source
                .batch(|snapshot, ids| async move { Ok(by_other(snapshot.relations_to(&ids).await?)) }.boxed()),
            owners: source
                .batch(|snapshot, acts| async move { Ok(snapshot.owners(&acts).await?.into_iter().collect()) }.boxed()),
            documents: source.batch(|snapshot, agreements| documents(snapshot, agreements).boxed()),
        }
    }

    /// Drops the queries that nobody waits for any more. Where a field failed, its siblings were dropped, but not what
    /// they had begun to ask: that would keep the connection, and be waited for without end.
    fn forget(&self) {
        // All fields are named, so that no batch is left out.
        let Self {
            registry: _,
            caller: _,
            today: _,
            request_id: _,
            snapshot: _,
            agreements,
            numbers,
            statuses,
            logs,
            acts,
            owners,
            documents,
            related,
        } = self;
        agreements.forget();
        numbers.forget();
        statuses.forget();
        logs.forget();
        acts.forget();
        owners.forget();
        documents.forget();
        related.forget();
    }

    /// Gives the connection back.
    async fn finish(&self) -> Result<(), StoreError> {
        self.forget();
        self.snapshot.finish().await
    }

    /// Where the feed ends in the state that is read; asked when all fields are answered.
    pub(crate) async fn feed_end(&self) -> Result<i64, Failure> {
        self.forget();
        self.snapshot.feed_end().await.map_err(|error| self.failure(&error))
    }

    /// What a client is told of an error of the store.
    pub(crate) fn failure(&self, error: &StoreError) -> Failure {
        Failure::of_store(error, &self.request_id)
    }

    /// What a client is told where the registry's own data do not make sense.
    pub(crate) fn fault(&self, what: &str) -> Failure {
        tracing::error!(request_id = %self.request_id, "{what}");
        Failure::internal(&self.request_id)
    }

    /// Refuses a moment of knowledge that cannot be answered for yet.
    pub(crate) async fn check_known_at(&self, known_at: Option<DateTime<Utc>>) -> Result<(), Failure> {
        match known_at {
            None => Ok(()),
            Some(asked) => self.snapshot.check_known_at(asked).await.map_err(|error| self.failure(&error)),
        }
    }

    /// The moment of knowledge that an answer is of: the one asked for, else that of the reading.
    pub(crate) async fn moment(&self, known_at: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, Failure> {
        match known_at {
            Some(asked) => Ok(asked),
            None => self.snapshot.moment().await.map_err(|error| self.failure(&error)),
        }
    }

    /// The log of an agreement, folded; the agreement is there, as the caller has it in hand.
    pub(crate) async fn log(
        &self,
        agreement: AgreementId,
        known_at: Option<DateTime<Utc>>,
    ) -> Result<Option<Arc<Agreement>>, Failure> {
        self.logs.load((agreement, known_at)).await
    }
}

/// What the one predicate of visibility needs to know of a caller.
#[must_use]
pub fn reader(caller: &Caller) -> Reader {
    let may_read = caller.subject.is_none() || caller.scopes.contains(&Scope::Read);
    if may_read {
        Reader { clearance: caller.clearance, ministry: caller.ministry.clone(), every_ministry: false }
    } else {
        Reader::nobody()
    }
}

/// The readings of one request: one for a query, one after each mutation; never two at a time.
pub(crate) struct Readings {
    pub(crate) registry: Arc<Registry>,
    pub(crate) caller: Caller,
    pub(crate) today: NaiveDate,
    pub(crate) request_id: Arc<str>,
    current: Mutex<Arc<Reading>>,
    /// The right to read, where it is one of few, until the reading is finished.
    turn: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Readings {
    /// Nothing is read yet.
    pub(crate) fn new(registry: Arc<Registry>, request: &Request) -> Self {
        let request_id: Arc<str> = request.id.as_str().into();
        let reading =
            Reading::new(Arc::clone(&registry), request.caller.clone(), request.today, Arc::clone(&request_id));
        let current = Mutex::new(Arc::new(reading));
        let (caller, turn) = (request.caller.clone(), Mutex::new(None));
        Self { registry, caller, today: request.today, request_id, current, turn }
    }

    /// The reading of this request.
    pub(crate) fn current(&self) -> Arc<Reading> {
        Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives the connection back, and starts anew: what was written since is seen.
    pub(crate) async fn renew(&self) -> Arc<Reading> {
        self.renew_on(self.today).await
    }

    /// The same on another day than that on which the request came.
    pub(crate) async fn renew_on(&self, today: NaiveDate) -> Arc<Reading> {
        self.finish().await;
        let fresh = Arc::new(Reading::new(
            Arc::clone(&self.registry),
            self.caller.clone(),
            today,
            Arc::clone(&self.request_id),
        ));
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        fresh
    }

    /// Holds a right to read until the reading is finished.
    pub(crate) fn take_turn(&self, turn: Option<OwnedSemaphorePermit>) {
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = turn;
    }

    /// Gives the connection back.
    pub(crate) async fn finish(&self) {
        if let Err(error) = self.current().finish().await {
            // Everything was read before; the connection is lost, and the pool will open another.
            tracing::warn!(request_id = %self.request_id, %error, "a connection could not be given back");
        }
        self.take_turn(None);
    }
}

/// The request's readings.
pub(crate) fn readings<'a>(context: &Context<'a>) -> &'a Arc<Readings> {
    context.data_unchecked::<Arc<Readings>>()
}

/// The reading, for a caller who may read at all.
pub(crate) fn reading(context: &Context<'_>) -> Result<Arc<Reading>, Failure> {
    let reading = readings(context).current();
    may_read(&reading.caller)?;
    Ok(reading)
}

/// Refuses a caller who may read nothing.
pub(crate) fn may_read(caller: &Caller) -> Result<(), Failure> {
    match (&caller.subject, reader(caller).clearance) {
        (_, Some(_)) => Ok(()),
        (None, None) => Err(Failure::unauthenticated()),
        (Some(_), None) => Err(Failure::forbidden(
            "your token lets you read nothing: ask for one with the scope agreements:read and a clearance",
        )),
    }
}

struct Source {
    snapshot: Snapshot,
    request_id: Arc<str>,
}

impl Source {
    fn batch<K, V, F>(&self, fetch: F) -> Batch<K, V>
    where
        K: std::hash::Hash + Eq + Clone + Send + Sync + 'static,
        V: Clone + Send + Sync + 'static,
        F: Fn(Snapshot, Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, StoreError>> + Send + Sync + 'static,
    {
        let (snapshot, request_id) = (self.snapshot.clone(), Arc::clone(&self.request_id));
        Batch::new(move |keys| {
            let (fetched, request_id) = (fetch(snapshot.clone(), keys), Arc::clone(&request_id));
            async move { fetched.await.map_err(|error| Failure::of_store(&error, &request_id)) }.boxed()
        })
    }
}

fn by_id(views: Vec<AgreementView>) -> HashMap<AgreementId, Arc<AgreementView>> {
    views.into_iter().map(|view| (view.id, Arc::new(view))).collect()
}

fn by_number(views: Vec<AgreementView>) -> HashMap<RegistryNumber, Arc<AgreementView>> {
    views.into_iter().map(|view| (view.number.clone(), Arc::new(view))).collect()
}

/// Acts of one agreement come together.
fn by_agreement(acts: &[ListedAct]) -> HashMap<AgreementId, Arc<[ListedAct]>> {
    let logs = acts.chunk_by(|one, next| one.agreement == next.agreement);
    logs.map(|log| (log[0].agreement, log.into())).collect()
}

fn by_other(relations: Vec<RelationTo>) -> HashMap<AgreementId, Arc<[RelationTo]>> {
    let mut found: HashMap<AgreementId, Vec<RelationTo>> = HashMap::new();
    for relation in relations {
        found.entry(relation.other).or_default().push(relation);
    }
    found.into_iter().map(|(other, relations)| (other, relations.into())).collect()
}

async fn statuses(snapshot: Snapshot, keys: Vec<StatusKey>) -> Result<HashMap<StatusKey, Arc<StatusView>>, StoreError> {
    let found = snapshot.statuses(&keys).await?;
    Ok(keys.into_iter().zip(found).filter_map(|(key, status)| Some((key, Arc::new(status?)))).collect())
}

async fn documents(
    snapshot: Snapshot,
    agreements: Vec<AgreementId>,
) -> Result<HashMap<AgreementId, Arc<Vec<DocumentView>>>, StoreError> {
    let mut found: HashMap<AgreementId, Vec<DocumentView>> = HashMap::new();
    for document in snapshot.documents(&agreements).await? {
        found.entry(document.agreement).or_default().push(document);
    }
    Ok(found.into_iter().map(|(agreement, documents)| (agreement, Arc::new(documents))).collect())
}

/// One query for each moment of knowledge; nearly always there is one.
async fn logs(snapshot: Snapshot, keys: Vec<LogKey>) -> Result<HashMap<LogKey, Arc<Agreement>>, StoreError> {
    let mut by_moment: HashMap<Option<DateTime<Utc>>, Vec<AgreementId>> = HashMap::new();
    for (agreement, known_at) in keys {
        by_moment.entry(known_at).or_default().push(agreement);
    }
    let mut found = HashMap::new();
    for (known_at, ids) in by_moment {
        let folded = snapshot.logs(&ids, known_at).await?;
        found.extend(folded.into_iter().map(|agreement| ((agreement.id(), known_at), Arc::new(agreement))));
    }
    Ok(found)
}
