//! How requests go.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::text::{Kind, Text};

/// The upper bounds of the histogram's buckets, in milliseconds.
const BOUNDS_MS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000];

/// How many requests were answered, with what, and how fast.
#[derive(Debug, Default)]
pub(crate) struct Requests(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    by_status: BTreeMap<u16, u64>,
    /// Of each bucket alone, the last one without an upper bound.
    buckets: [u64; BOUNDS_MS.len() + 1],
    sum: Duration,
}

impl Requests {
    /// One more was answered.
    pub(crate) fn count(&self, status: u16, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.by_status.entry(status).or_default() += 1;
        let within = |bound: &u64| took <= Duration::from_millis(*bound);
        let bucket = BOUNDS_MS.iter().position(within).unwrap_or(BOUNDS_MS.len());
        counts.buckets[bucket] += 1;
        counts.sum += took;
    }

    pub(super) fn write(&self, text: &mut Text) {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        text.family("mithaq_http_requests_total", Kind::Counter, "Requests to /graphql by the status of their answer.");
        for (status, count) in &counts.by_status {
            text.sample("mithaq_http_requests_total", &[("status", &status.to_string())], count);
        }
        let name = "mithaq_http_request_seconds";
        text.family(name, Kind::Histogram, "How long requests to /graphql took.");
        let bounds = BOUNDS_MS.iter().map(|bound| Duration::from_millis(*bound).as_secs_f64().to_string());
        let mut total = 0;
        for (bound, count) in bounds.chain(["+Inf".to_owned()]).zip(counts.buckets) {
            total += count;
            text.sample(&format!("{name}_bucket"), &[("le", &bound)], total);
        }
        text.sample(&format!("{name}_sum"), &[], counts.sum.as_secs_f64());
        text.sample(&format!("{name}_count"), &[], total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative() {
        let requests = Requests::default();
        requests.count(200, Duration::from_millis(1));
        requests.count(200, Duration::from_millis(30));
        requests.count(400, Duration::from_mins(1));
        let mut text = Text::default();
        requests.write(&mut text);
        let text = text.finish();
        for line in [
            "mithaq_http_requests_total{status=\"200\"} 2",
            "mithaq_http_requests_total{status=\"400\"} 1",
            "mithaq_http_request_seconds_bucket{le=\"0.001\"} 1",
            "mithaq_http_request_seconds_bucket{le=\"0.05\"} 2",
            "mithaq_http_request_seconds_bucket{le=\"+Inf\"} 3",
            "mithaq_http_request_seconds_count 3",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
    }
}
