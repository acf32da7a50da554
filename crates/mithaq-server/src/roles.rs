//! What a process does: its roles, started together and ended together.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use mithaq_api::{Api, ApiConfig, DocumentAddresses, Limits};
use mithaq_events::{Publisher, PublisherConfig, PublisherStatus, Steps};
use mithaq_store::{Archive, Store};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::auth::Verifier;
use crate::clock::Clock;
use crate::http::{Admin, Documents, Graphql, Health, Serving, Subscribers, serve, serve_admin};
use crate::metrics::{Announcements, Metrics, Requests};
use crate::moment::{new_id, now};
use crate::settings::{ApiSettings, Home, KafkaSettings, ServeSettings};
use crate::shutdown;

/// How long the publisher waits where nothing in this process woke it.
const POLL: Duration = Duration::from_millis(20);

/// How long the roles may take to end; after that the process ends anyhow, and nothing is lost by it.
const FAREWELL: Duration = Duration::from_secs(5);

/// Runs the roles until the process is asked to end.
///
/// # Errors
/// Where one cannot start.
pub(crate) async fn run(settings: ServeSettings) -> anyhow::Result<()> {
    let stop = shutdown::on_signal()?;
    let store = Store::new(&settings.store)?;
    let mut tasks = Vec::new();

    let publisher = settings.publisher.clone().map(|kafka| publisher(&settings, kafka, &store));
    let recorded = wake(publisher.as_ref().map(Publisher::wake));
    let status = publisher.as_ref().map(Publisher::status);
    if let Some(publisher) = publisher {
        let stopped = stop.subscribe();
        tasks.push(tokio::spawn(async move { publisher.run(stopped).await }));
    }

    let clock = settings.clock.then(|| Arc::new(Announcements::default()));
    if let Some(announcements) = clock.clone() {
        let clock =
            Clock { store: store.clone(), zone: settings.home.zone, announcements, recorded: Arc::clone(&recorded) };
        let stopped = stop.subscribe();
        tasks.push(tokio::spawn(async move { clock.run(stopped).await }));
    }

    let requests = settings.api.as_ref().map(|_| Arc::new(Requests::default()));
    let subscribers = Arc::new(Subscribers::new(settings.api.as_ref().map_or(0, |api| api.subscribers)));
    let admin = admin(&settings, &store, status, requests.clone(), Arc::clone(&subscribers), clock);
    let admin = serve_admin(settings.admin_listen, admin)?;
    if let Some((api, requests)) = settings.api.zip(requests) {
        let documents = documents(&api, &settings.home, &store)?;
        let subgraph = subgraph(&api, &settings.home, store, recorded);
        let (feed, stopped) = (Arc::clone(&subgraph), stop.subscribe());
        tasks.push(tokio::spawn(async move { feed.follow(stopped).await }));
        let graphql = Graphql {
            api: subgraph,
            verifier: Verifier::new(&api.tokens)?,
            anonymous: api.anonymous,
            zone: settings.home.zone,
            get: api.get,
            tracing: api.tracing,
            new_id,
            requests,
            subscribers,
            stop: stop.subscribe(),
        };
        let serving = serve(api.listen, graphql, documents)?;
        tracing::info!(graphql = %serving.address, admin = %admin, "serving");
        serve_until(serving, stop.subscribe()).await?;
    } else {
        tracing::info!(admin = %admin, "running");
        shutdown::asked(stop.subscribe()).await;
    }
    // Where HTTP ended by itself, the others end too.
    stop.send_replace(true);
    farewell(tasks).await;
    Ok(())
}

fn publisher(settings: &ServeSettings, kafka: KafkaSettings, store: &Store) -> Publisher {
    let config = PublisherConfig {
        brokers: kafka.brokers,
        origin: settings.home.origin(),
        schema_registry: kafka.schema_registry,
        holder: new_id().to_string(),
        kafka_settings: kafka.settings,
        poll: POLL,
        steps: Steps::default(),
    };
    Publisher::new(store.stream(), config)
}

/// What is called when acts were recorded: it wakes the publisher of this process, where there is one.
fn wake(publisher: Option<Arc<Notify>>) -> Arc<dyn Fn() + Send + Sync> {
    match publisher {
        Some(publisher) => Arc::new(move || publisher.notify_one()),
        None => Arc::new(|| ()),
    }
}

fn subgraph(settings: &ApiSettings, home: &Home, store: Store, recorded: Arc<dyn Fn() + Send + Sync>) -> Arc<Api> {
    let zone = home.zone;
    let config = ApiConfig {
        limits: Limits::default(),
        introspection: settings.introspection,
        service_sdl: settings.service_sdl,
        key: settings.cursor_key,
        document_policy: settings.policy.clone(),
        documents: DocumentAddresses::under(home.public_url.as_deref()),
        new_id,
        now,
        day: Arc::new(move |moment| zone.day(moment)),
        recorded,
    };
    Arc::new(Api::new(store, config))
}

fn documents(settings: &ApiSettings, home: &Home, store: &Store) -> anyhow::Result<Documents> {
    let archive = Archive::open(&settings.documents).context("MITHAQ_DOCUMENTS")?;
    let addresses = DocumentAddresses::under(home.public_url.as_deref());
    Ok(Documents::new(store.clone(), archive, settings.document_limit, addresses, new_id))
}

fn admin(
    settings: &ServeSettings,
    store: &Store,
    publisher: Option<watch::Receiver<PublisherStatus>>,
    requests: Option<Arc<Requests>>,
    subscribers: Arc<Subscribers>,
    clock: Option<Arc<Announcements>>,
) -> Admin {
    Admin {
        health: Health::new(store.clone(), &settings.store, publisher.clone()),
        metrics: Metrics { store: store.clone(), requests, subscribers, publisher, clock },
    }
}

async fn serve_until(serving: Serving, stop: watch::Receiver<bool>) -> anyhow::Result<()> {
    let Serving { server, handle, address: _ } = serving;
    tokio::spawn(async move {
        shutdown::asked(stop).await;
        handle.stop(true).await;
    });
    server.await.context("HTTP is not served any more")
}

async fn farewell(tasks: Vec<JoinHandle<()>>) {
    let ended = tokio::time::timeout(FAREWELL, async {
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a role failed");
            }
        }
    });
    if ended.await.is_err() {
        tracing::warn!("a role did not end in time; nothing is lost by it");
    }
}
