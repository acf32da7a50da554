//! Topics of tests.

use crate::topics;

/// Removes an audience's topics, when a test ends.
///
/// # Panics
/// Where the broker does not answer, which fails the test and says so.
pub async fn remove_topics(brokers: &str, audience: &str) {
    topics::remove_topics(brokers, &[], audience).await.expect("topics can be removed");
}
