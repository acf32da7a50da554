//! Topics: their names, their settings, and whether they are as they must be.

use std::time::{Duration, Instant};

use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, ResourceSpecifier, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};

use crate::client::Client;
use crate::publisher::PublishError;

/// How many partitions each topic has; fixed for the life of v1, as the order per agreement rests on it.
pub const PARTITIONS: i32 = 12;

const TIMEOUT: Duration = Duration::from_secs(10);

/// The topic of the events of an audience, by its address.
#[must_use]
pub fn events_topic(address: &str) -> String {
    format!("mithaq.agreement.events.v1.{address}")
}

/// The topic of the state of an audience, by its address: compacted.
#[must_use]
pub fn state_topic(address: &str) -> String {
    format!("mithaq.agreement.state.v1.{address}")
}

/// Removes the topics of an audience, by its address. Those that are not there are as good as removed.
///
/// # Errors
/// Where the broker does not answer, or does not let them be removed.
pub async fn remove_topics(brokers: &str, settings: &[(String, String)], address: &str) -> Result<(), PublishError> {
    let client = Client { brokers: brokers.to_owned(), settings: settings.to_vec() };
    let admin: AdminClient<DefaultClientContext> = client.config().create()?;
    let names = [events_topic(address), state_topic(address)];
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for removed in admin.delete_topics(&names, &options()).await? {
        match removed {
            Ok(_) | Err((_, RDKafkaErrorCode::UnknownTopicOrPartition)) => {}
            Err((topic, code)) => {
                return Err(PublishError::TopicNotRemoved { topic, cause: KafkaError::AdminOp(code) });
            }
        }
    }
    Ok(())
}

fn options() -> AdminOptions {
    AdminOptions::new().operation_timeout(Some(TIMEOUT)).request_timeout(Some(TIMEOUT))
}

/// A topic as it must be.
struct Wanted {
    name: String,
    cleanup_policy: &'static str,
}

/// Makes an audience's topics where they are absent, and checks them where they are there.
pub(crate) async fn ensure(client: &Client, address: &str) -> Result<(), PublishError> {
    let events = Wanted { name: events_topic(address), cleanup_policy: "delete" };
    ensure_all(client, &[events, Wanted { name: state_topic(address), cleanup_policy: "compact" }]).await
}

/// Makes a topic as those of events are where it is absent, and checks it where it is there.
pub(crate) async fn ensure_like_events(client: &Client, name: &str) -> Result<(), PublishError> {
    ensure_all(client, &[Wanted { name: name.to_owned(), cleanup_policy: "delete" }]).await
}

async fn ensure_all(client: &Client, wanted: &[Wanted]) -> Result<(), PublishError> {
    let admin: AdminClient<DefaultClientContext> = client.config().create()?;
    let options = options();
    let topics: Vec<NewTopic<'_>> = wanted
        .iter()
        .map(|topic| {
            NewTopic::new(&topic.name, PARTITIONS, TopicReplication::Fixed(-1))
                .set("cleanup.policy", topic.cleanup_policy)
        })
        // The broker's clock tells when a record came: the publisher's, which may jump, is not asked.
        .map(|topic| topic.set("message.timestamp.type", "LogAppendTime"))
        // Events are kept for good unless the operator of the broker decides otherwise.
        .map(|topic| topic.set("retention.ms", "-1"))
        .collect();
    for made in admin.create_topics(&topics, &options).await? {
        match made {
            Ok(_) | Err((_, RDKafkaErrorCode::TopicAlreadyExists)) => {}
            Err((topic, code)) => return Err(PublishError::TopicNotMade { topic, cause: KafkaError::AdminOp(code) }),
        }
    }
    for topic in wanted {
        check(&admin, topic, &options).await?;
    }
    Ok(())
}

/// Whether a topic is one of those that the publisher writes for an audience of this name, in whichever generation.
pub(crate) fn is_published_to(topic: &str, audience: &str) -> bool {
    [events_topic(audience), state_topic(audience)].iter().any(|own| match topic.strip_prefix(own.as_str()) {
        Some("") => true,
        Some(rest) => rest.strip_prefix(".g").is_some_and(|number| number.parse::<u32>().is_ok()),
        None => false,
    })
}

async fn check(
    admin: &AdminClient<DefaultClientContext>,
    wanted: &Wanted,
    options: &AdminOptions,
) -> Result<(), PublishError> {
    let partitions = partitions(admin, &wanted.name).await?;
    if i32::try_from(partitions) != Ok(PARTITIONS) {
        return Err(PublishError::TopicDiffers {
            topic: wanted.name.clone(),
            setting: "the number of partitions",
            expected: PARTITIONS.to_string(),
            found: partitions.to_string(),
        });
    }
    let described = admin.describe_configs([&ResourceSpecifier::Topic(&wanted.name)], options).await?;
    let policy = described
        .into_iter()
        .filter_map(Result::ok)
        .find_map(|config| config.get("cleanup.policy").and_then(|entry| entry.value.clone()));
    match policy {
        Some(found) if found != wanted.cleanup_policy => Err(PublishError::TopicDiffers {
            topic: wanted.name.clone(),
            setting: "cleanup.policy",
            expected: wanted.cleanup_policy.to_owned(),
            found,
        }),
        Some(_) | None => Ok(()),
    }
}

/// How many partitions a topic has. A topic that was just made shows none until the broker has spread the word.
async fn partitions(admin: &AdminClient<DefaultClientContext>, name: &str) -> Result<usize, PublishError> {
    let begun = Instant::now();
    loop {
        let metadata = admin.inner().fetch_metadata(Some(name), TIMEOUT)?;
        let found = metadata.topics().iter().find(|topic| topic.name() == name).map_or(0, |t| t.partitions().len());
        if found > 0 || begun.elapsed() > TIMEOUT {
            return Ok(found);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
