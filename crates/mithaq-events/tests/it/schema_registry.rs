//! Values in Confluent's wire format, with a schema registry that speaks its documented protocol: a small one of the
//! test's own, or the one that `MITHAQ_TEST_SCHEMA_REGISTRY` names.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mithaq_domain::label::Classification as C;
use mithaq_events::contract::Subject;
use mithaq_events::{PublisherConfig, Replay, ReplayFrom, Steps, events_topic, replay, state_topic};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::book::{add, open, reclassify};
use crate::registry::{Registry, brokers, config, new_agreement, origin};
use crate::topic::{delete, events, read};

/// Schemas by number, each registered once. What it was told is wrong is in `faults`.
#[derive(Default)]
struct Schemas {
    texts: Vec<String>,
    subjects: BTreeMap<String, usize>,
    faults: Vec<String>,
    refuses: Option<&'static str>,
}

/// Begins a schema registry, and gives its address.
async fn serve(refuses: Option<&'static str>) -> (String, Arc<Mutex<Schemas>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://reader:secret@{}", listener.local_addr().unwrap());
    let schemas = Arc::new(Mutex::new(Schemas { refuses, ..Schemas::default() }));
    let shared = Arc::clone(&schemas);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(answer_all(stream, Arc::clone(&shared)));
        }
    });
    (address, schemas)
}

/// Answers the requests of a connection, until it is closed.
async fn answer_all(mut stream: TcpStream, schemas: Arc<Mutex<Schemas>>) {
    let mut read = Vec::new();
    loop {
        let head = loop {
            if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
                break String::from_utf8(read.drain(..end + 4).collect()).unwrap();
            }
            if stream.read_buf(&mut read).await.unwrap_or(0) == 0 {
                return;
            }
        };
        let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
        while read.len() < length {
            stream.read_buf(&mut read).await.unwrap();
        }
        let body: Vec<u8> = read.drain(..length).collect();
        let (status, told) = schemas.lock().unwrap().answer(&head, &body);
        let told = told.to_string();
        let answer = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/vnd.schemaregistry.v1+json\r\ncontent-length: {}\r\n\r\n{told}",
            told.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

impl Schemas {
    fn answer(&mut self, head: &str, body: &[u8]) -> (&'static str, Value) {
        let path: Vec<&str> = head.split(' ').nth(1).unwrap().trim_matches('/').split('/').collect();
        match (head.split(' ').next().unwrap(), &path[..]) {
            ("POST", ["subjects", subject, "versions"]) => {
                let basic = header(head, "authorization") == Some("Basic cmVhZGVyOnNlY3JldA==");
                let typed = header(head, "content-type") == Some("application/vnd.schemaregistry.v1+json");
                if !basic || !typed {
                    self.faults.push(head.to_owned());
                }
                if self.refuses == Some(*subject) {
                    return (
                        "409 Conflict",
                        json!({ "error_code": 409, "message": "it is incompatible with an earlier one" }),
                    );
                }
                let told: Value = serde_json::from_slice(body).unwrap();
                assert_eq!(told["schemaType"], "JSON");
                self.texts.push(told["schema"].as_str().unwrap().to_owned());
                let at = *self.subjects.entry((*subject).to_owned()).or_insert(self.texts.len());
                ("200 OK", json!({ "id": at }))
            }
            ("GET", ["schemas", "ids", number]) => {
                let at: usize = number.parse().unwrap();
                ("200 OK", json!({ "schemaType": "JSON", "schema": self.texts[at - 1] }))
            }
            _ => ("404 Not Found", json!({ "error_code": 404, "message": "there is nothing there" })),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "tests are told by the environment where servers are")]
async fn schema_registry() -> (String, Option<Arc<Mutex<Schemas>>>) {
    if let Ok(address) = std::env::var("MITHAQ_TEST_SCHEMA_REGISTRY") {
        return (address, None);
    }
    let (address, schemas) = serve(None).await;
    (address, Some(schemas))
}

/// The schema that a number stands for there.
async fn schema(address: &str, number: u32) -> Value {
    let told: Value = reqwest::get(format!("{address}/schemas/ids/{number}")).await.unwrap().json().await.unwrap();
    serde_json::from_str(told["schema"].as_str().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_value_names_its_schema_by_the_registrys_number() {
    let (address, schemas) = schema_registry().await;
    let registry = Registry::create().await;
    let (store, id) = (&registry.database.store, new_agreement());
    open(store, id, C::Unclassified).await.unwrap();
    add(store, id).await.unwrap();
    reclassify(store, id, C::Secret).await;
    reclassify(store, id, C::Unclassified).await;
    let config =
        |steps| PublisherConfig { schema_registry: Some(address.clone()), ..config(&registry.source(), steps) };
    let running = registry.run_with(config(Steps::default()));
    registry.drained().await;
    running.stop().await;
    let told = events(&registry.public);
    assert_eq!(told.len(), 4);
    for event in &told {
        let schema = schema(&address, event.schema.expect("the number of a schema")).await;
        assert_eq!(
            (&schema["$id"], &schema["title"]),
            (&json!(event.headers["ce_dataschema"]), &json!(event.headers["ce_type"]))
        );
        assert_eq!(event.data["id"], json!(id.to_string()));
        assert_eq!(event.headers["content-type"], "application/json");
    }
    let subject = Subject::all().find(|subject| subject.name() == "mithaq.agreement.signed.v1").unwrap();
    assert_eq!(schema(&address, told[1].schema.unwrap()).await, subject.schema());
    let states = read(&state_topic(&registry.public));
    let state = states.iter().rfind(|state| !state.data.is_null()).unwrap();
    assert_eq!(schema(&address, state.schema.unwrap()).await["$id"], "urn:mithaq:schema:agreement.state.v1");
    // Again, by another process: what is registered has its number already.
    add(store, id).await.unwrap();
    let running = registry.run_with(config(Steps::default()));
    registry.drained().await;
    running.stop().await;
    let told = events(&registry.public);
    assert_eq!(told[4].schema, told[1].schema);

    let again = Replay {
        brokers: brokers(),
        kafka_settings: Vec::new(),
        origin: origin(&registry.source()),
        schema_registry: Some(address.clone()),
        audience: registry.public.clone(),
        from: ReplayFrom::Sequence(4),
        agreement: None,
        to_topic: format!("{}.again", events_topic(&registry.public)),
        goes_on: false,
    };
    replay(&registry.database.store.stream(), &again).await.unwrap();
    let mut replayed = read(&again.to_topic);
    replayed.sort_by_key(|event| event.number("ce_sequence"));
    assert_eq!(replayed, told[3..]);
    delete(vec![again.to_topic]);
    if let Some(schemas) = schemas {
        let schemas = schemas.lock().unwrap();
        assert_eq!(schemas.faults, Vec::<String>::new());
        assert_eq!(schemas.subjects.len(), Subject::all().count());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_registry_that_refuses_or_does_not_answer_is_told_without_its_password() {
    let registry = Registry::create().await;
    open(&registry.database.store, new_agreement(), C::Unclassified).await.unwrap();
    let (refusing, _) = serve(Some("mithaq.agreement.signed.v1")).await;
    for (address, stuck, said) in [
        (refusing, true, "refuses the schema of mithaq.agreement.signed.v1: 409"),
        ("http://reader:secret@127.0.0.1:9".to_owned(), false, "the schema registry does not answer"),
    ] {
        let running = registry.run_with(PublisherConfig {
            schema_registry: Some(address),
            ..config(&registry.source(), Steps::default())
        });
        let mut status = running.publisher.status();
        let found = tokio::time::timeout(Duration::from_secs(30), async {
            loop {
                let found = status.borrow_and_update().audiences.get(&registry.public).cloned();
                if let Some(audience) = found.filter(|audience| audience.fault.is_some()) {
                    return audience;
                }
                status.changed().await.unwrap();
            }
        });
        let found = found.await.unwrap();
        let fault = found.fault.unwrap();
        assert!(fault.contains(said) && !fault.contains("secret"), "{fault}");
        assert_eq!(found.stuck, stuck);
        running.stop().await;
    }
}
