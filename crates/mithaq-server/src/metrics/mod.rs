//! Figures for operators, in Prometheus's text form.

mod requests;
mod text;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use mithaq_events::{AudienceStatus, PublisherStatus};
use mithaq_store::Store;
use mithaq_store::stream::Lag;
use tokio::sync::watch;

use crate::http::Subscribers;
pub(crate) use requests::Requests;
use text::{Kind, Text};

/// How the clock's work goes.
#[derive(Debug, Default)]
pub(crate) struct Announcements {
    /// Agreements of which something was due when the clock last looked.
    pub(crate) due: AtomicU64,
    /// Acts that this process has recorded.
    pub(crate) recorded: AtomicU64,
}

/// Where the figures come from. What this process does not do is not told.
pub(crate) struct Metrics {
    /// The database.
    pub(crate) store: Store,
    /// Requests, where this process has the role api.
    pub(crate) requests: Option<Arc<Requests>>,
    /// Who is connected to be told of what happens.
    pub(crate) subscribers: Arc<Subscribers>,
    /// Publishing, where this process has the role publisher.
    pub(crate) publisher: Option<watch::Receiver<PublisherStatus>>,
    /// Announcing, where this process has the role clock.
    pub(crate) clock: Option<Arc<Announcements>>,
}

impl Metrics {
    /// All figures as they are now.
    pub(crate) async fn text(&self) -> String {
        let mut text = Text::default();
        if let Some(requests) = &self.requests {
            requests.write(&mut text);
            text.family("mithaq_subscribers", Kind::Gauge, "Connections held open for subscriptions.");
            text.sample("mithaq_subscribers", &[], self.subscribers.open());
        }
        let (open, idle) = self.store.connections();
        text.family("mithaq_database_connections", Kind::Gauge, "Connections that serve callers.");
        text.sample("mithaq_database_connections", &[("state", "idle")], idle);
        text.sample("mithaq_database_connections", &[("state", "busy")], open.saturating_sub(idle));
        if let Some(publisher) = &self.publisher {
            write_publisher(&mut text, &publisher.borrow());
        }
        if let Some(clock) = &self.clock {
            text.family(
                "mithaq_clock_due",
                Kind::Gauge,
                "Agreements of which something was due when the clock last looked.",
            );
            text.sample("mithaq_clock_due", &[], clock.due.load(Ordering::Relaxed));
            text.family(
                "mithaq_clock_announced_total",
                Kind::Counter,
                "Acts that the clock of this process has recorded.",
            );
            text.sample("mithaq_clock_announced_total", &[], clock.recorded.load(Ordering::Relaxed));
        }
        match self.store.stream().lag().await {
            Ok(lags) => write_lag(&mut text, &lags),
            Err(error) => tracing::warn!(%error, "the lag of the publication is not known"),
        }
        text.finish()
    }
}

/// What is counted for an audience.
type Counter = (&'static str, &'static str, fn(&AudienceStatus) -> u64);

const COUNTERS: [Counter; 4] = [
    ("mithaq_published_events_total", "Events that this process has published.", |status| status.events),
    (
        "mithaq_published_batches_total",
        "Batches in which it has published them, each one Kafka transaction; events by batches is their size.",
        |status| status.batches,
    ),
    (
        "mithaq_publication_refusals_total",
        "How often publishing broke off: the broker refused or did not answer, or a topic was not as it must be.",
        |status| status.refusals,
    ),
    (
        "mithaq_published_stubs_total",
        "Records that this process has published cut short, as the broker refused the whole; somebody should look.",
        |status| status.stubs,
    ),
];

fn write_publisher(text: &mut Text, status: &PublisherStatus) {
    text.family("mithaq_publisher_leading", Kind::Gauge, "1 where this process leads the publication.");
    text.sample("mithaq_publisher_leading", &[], u8::from(status.leading));
    text.family("mithaq_publisher_take_overs_total", Kind::Counter, "How often this process has begun to lead.");
    text.sample("mithaq_publisher_take_overs_total", &[], status.take_overs);
    for (name, help, count) in COUNTERS {
        text.family(name, Kind::Counter, help);
        for (audience, status) in &status.audiences {
            text.sample(name, &[("audience", audience)], count(status));
        }
    }
    text.family("mithaq_publication_stuck", Kind::Gauge, "1 where somebody has to do something before it goes on.");
    for (audience, status) in &status.audiences {
        text.sample("mithaq_publication_stuck", &[("audience", audience)], u8::from(status.stuck));
    }
}

fn write_lag(text: &mut Text, lags: &[Lag]) {
    // What waits to be sequenced is no audience's yet.
    fn of(lag: &Lag) -> [(&'static str, &str); 1] {
        [("audience", lag.audience.as_deref().unwrap_or(""))]
    }
    text.family(
        "mithaq_publication_lag_events",
        Kind::Gauge,
        "Events that wait; without an audience: to be sequenced.",
    );
    for lag in lags {
        text.sample("mithaq_publication_lag_events", &of(lag), lag.events);
    }
    text.family("mithaq_publication_lag_seconds", Kind::Gauge, "For how long the oldest of them has waited.");
    for lag in lags {
        text.sample("mithaq_publication_lag_seconds", &of(lag), lag.seconds);
    }
}
