//! A schema registry: Confluent's, or one that speaks as it does.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::Client;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde::{Deserialize, Serialize};

use crate::contract::{SchemaNumbers, Subject, Wire};
use crate::publisher::PublishError;

const TIMEOUT: Duration = Duration::from_secs(10);

/// The media type of its requests and answers.
const MEDIA_TYPE: &str = "application/vnd.schemaregistry.v1+json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Registration {
    schema_type: &'static str,
    schema: String,
}

#[derive(Deserialize)]
struct Registered {
    id: u32,
}

/// The bytes of values: where there is a schema registry, every schema is registered there, or is there already.
///
/// # Errors
/// Where the schema registry does not answer, or refuses a schema.
pub(crate) async fn wire(address: Option<&str>) -> Result<Wire, PublishError> {
    let Some(address) = address else { return Ok(Wire::Json) };
    let client = Client::builder().timeout(TIMEOUT).build().map_err(PublishError::SchemaRegistry)?;
    let mut numbers = HashMap::new();
    for subject in Subject::all() {
        numbers.insert(subject, register(&client, address, subject).await?);
    }
    Ok(Wire::Numbered(SchemaNumbers::of(numbers)))
}

async fn register(client: &Client, address: &str, subject: Subject) -> Result<u32, PublishError> {
    let unanswered = |error: reqwest::Error| PublishError::SchemaRegistry(error.without_url());
    let name = subject.name();
    let registration = Registration { schema_type: "JSON", schema: subject.schema().to_string() };
    let answer = client
        .post(format!("{}/subjects/{name}/versions", address.trim_end_matches('/')))
        .header(CONTENT_TYPE, MEDIA_TYPE)
        .header(ACCEPT, MEDIA_TYPE)
        .json(&registration)
        .send()
        .await
        .map_err(unanswered)?;
    let status = answer.status();
    if status.is_client_error() {
        let text = answer.text().await.map_err(unanswered)?;
        return Err(PublishError::SchemaRefused { subject: name, answer: format!("{status} {text}") });
    }
    let answer = answer.error_for_status().map_err(unanswered)?;
    Ok(answer.json::<Registered>().await.map_err(unanswered)?.id)
}
