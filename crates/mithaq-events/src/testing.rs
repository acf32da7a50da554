//! Topics of tests.

use rdkafka::admin::{AdminClient, AdminOptions};
use rdkafka::client::DefaultClientContext;

use crate::client::Client;
use crate::topics::{events_topic, state_topic};

/// Removes an audience's topics, when a test ends.
///
/// # Panics
/// Where the broker does not answer, which fails the test and says so.
pub async fn remove_topics(brokers: &str, audience: &str) {
    let client = Client { brokers: brokers.to_owned(), settings: Vec::new() };
    let admin: AdminClient<DefaultClientContext> = client.config().create().expect("an admin client");
    let (events, state) = (events_topic(audience), state_topic(audience));
    admin.delete_topics(&[&events, &state], &AdminOptions::new()).await.expect("topics can be removed");
}
