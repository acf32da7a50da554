//! A desk at which tests ask, and what they ask for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_api::{
    Answer, AnswerKind, Api, ApiConfig, Caller, DocumentAddresses, DocumentPolicy, Limits, Request, RequestBody, Scope,
    Subgraph,
};
use mithaq_domain::label::{Classification, Ministry};
use mithaq_store::Store;
use mithaq_store::testing::TestDatabase;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A service on a database of its own.
pub(crate) struct Desk {
    pub(crate) database: TestDatabase,
    pub(crate) recorded: Arc<AtomicUsize>,
    pub(crate) api: Arc<Api>,
}

impl Desk {
    pub(crate) async fn open() -> Self {
        let database = TestDatabase::create().await;
        let store = database.store.clone();
        Self::on(database, store)
    }

    /// A service on a store of its own making.
    pub(crate) fn on(database: TestDatabase, store: Store) -> Self {
        let recorded = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&recorded);
        let config = ApiConfig {
            limits: Limits::default(),
            introspection: true,
            service_sdl: true,
            key: [7; 32],
            document_policy: DocumentPolicy::default(),
            documents: DocumentAddresses::under(None),
            new_id,
            now,
            day: Arc::new(|moment| moment.date_naive()),
            recorded: Arc::new(move || {
                counted.fetch_add(1, Ordering::SeqCst);
            }),
        };
        let api = Arc::new(Api::new(store, config));
        Self { database, recorded, api }
    }

    pub(crate) async fn answer(&self, caller: Caller, query: &str, variables: Value) -> Answer {
        let variables = match variables {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        let body = RequestBody { query: query.to_owned(), variables: Some(variables), ..RequestBody::default() };
        self.execute(caller, body).await
    }

    /// The answer to a whole body.
    pub(crate) async fn send(&self, body: RequestBody) -> Value {
        read(&self.execute(officer(), body).await)
    }

    async fn execute(&self, caller: Caller, body: RequestBody) -> Answer {
        self.api.execute(request(caller, body)).await
    }

    /// An answer to an officer who sees everything of the ministry.
    pub(crate) async fn ask(&self, query: &str) -> Value {
        self.ask_with(query, json!({})).await
    }

    pub(crate) async fn ask_with(&self, query: &str, variables: Value) -> Value {
        self.ask_as(officer(), query, variables).await
    }

    pub(crate) async fn ask_as(&self, caller: Caller, query: &str, variables: Value) -> Value {
        read(&self.answer(caller, query, variables).await)
    }

    /// What a mutation answers, which is to be no error.
    pub(crate) async fn act(&self, mutation: &str, input: Value) -> Value {
        let answer = self.try_act(officer(), mutation, input).await;
        assert_eq!(answer["errors"], Value::Null, "{mutation}: {answer}");
        answer["data"]["done"].clone()
    }

    pub(crate) async fn try_act(&self, caller: Caller, mutation: &str, input: Value) -> Value {
        let of = format!("{}{}", mutation[..1].to_uppercase(), &mutation[1..]);
        let query = format!(
            "mutation($input: {of}Input!) {{ done: {mutation}(input: $input) {{
                replayed pendingApproval
                agreement {{ id registryNumber version status {{ name flags }} }}
                acts {{ id kind effect by {{ ... on Country {{ code }} }} }}
                warnings {{ code message {{ value }} path because {{ rule {{ treaty article customary }} }} }}
                refusals {{ code message {{ value language }} path cure {{ value }} because {{ code rule {{ treaty article }} }} }}
            }} }}"
        );
        self.ask_as(caller, &query, json!({ "input": input })).await
    }

    /// Opens an agreement between Jordan and Kenya.
    pub(crate) async fn propose(&self, title: &str, label: &str) -> Value {
        let proposed =
            self.act("proposeAgreement", json!({ "idempotencyKey": key(), "propose": mandate(title, label) })).await;
        assert_eq!(proposed["refusals"], json!([]), "{proposed}");
        proposed["agreement"].clone()
    }

    /// Brings an act that was done before an agreement.
    pub(crate) async fn done(&self, mutation: &str, agreement: &Value, field: &str, act: Value) -> Value {
        let input = json!({
            "agreementId": agreement["id"], "idempotencyKey": key(), "stance": "DONE", field: act,
        });
        self.act(mutation, input).await
    }

    /// Gives what was recorded its place in the feed, as the publisher does.
    pub(crate) async fn sequence(&self) {
        let stream = self.database.store.stream();
        let lease = stream.take_lease("publisher", "test").await.unwrap().unwrap();
        stream.sequence(&lease, 0).await.unwrap();
        stream.release(&lease).await.unwrap();
    }

    /// Lets what is known so far be asked for by its moment, as the publisher does once it cannot change any more.
    pub(crate) async fn settle(&self) {
        self.database.tamper("UPDATE watermark SET known_until = clock_timestamp()").await;
    }

    /// Opens an agreement and brings it into force.
    pub(crate) async fn in_force(&self, title: &str, label: &str, on: &str) -> Value {
        let agreement = self.propose(title, label).await;
        for party in ["JOR", "KEN"] {
            self.done("signAgreement", &agreement, "sign", signature(party, on)).await;
        }
        for party in ["JOR", "KEN"] {
            self.done("expressConsent", &agreement, "expressConsent", ratification(party, on)).await;
        }
        agreement
    }
}

/// A request that comes now.
pub(crate) fn request(caller: Caller, body: RequestBody) -> Request {
    Request { body, caller, now: now(), today: today(), id: "request-1".to_owned(), trace: false }
}

pub(crate) fn read(answer: &Answer) -> Value {
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(body.get("data").is_some(), answer.kind == AnswerKind::Executed, "{}", answer.body);
    body
}

pub(crate) fn mandate(title: &str, label: &str) -> Value {
    json!({
        "on": "2020-01-01",
        "home": { "actor": { "country": "JOR" }, "authority": "Ministry of Defence" },
        "counterpart": { "actor": { "country": "KEN" } },
        "label": label,
        "mandate": "Cabinet 12/2020",
        "terms": {
            "titles": [{ "language": "en", "value": title }, { "language": "ar", "value": "اتفاقية" }],
            "form": "AGREEMENT",
            "bindingness": "BINDING",
            "areas": ["JOINT_EXERCISES", "MILITARY_TRAINING"],
            "consent": "RATIFICATION",
            "entryIntoForce": { "onExchangeOfInstruments": {} },
            "duration": { "fixedThenTacit": {
                "initial": { "count": 10, "unit": "YEARS" },
                "renewal": { "count": 5, "unit": "YEARS" },
                "nonRenewalNotice": { "count": 6, "unit": "MONTHS" },
            } },
            "termination": { "notice": { "period": { "count": 6, "unit": "MONTHS" } } },
        },
    })
}

pub(crate) fn signature(party: &str, on: &str) -> Value {
    json!({ "party": { "country": party }, "on": on, "signatory": "A. B.", "office": "FOREIGN_MINISTER", "place": "Amman" })
}

pub(crate) fn ratification(party: &str, on: &str) -> Value {
    json!({ "party": { "country": party }, "means": "RATIFICATION", "on": on })
}

pub(crate) fn officer() -> Caller {
    caller(Classification::Secret, &[Scope::Read, Scope::Write])
}

pub(crate) fn clerk() -> Caller {
    caller(Classification::Unclassified, &[Scope::Read, Scope::Write])
}

pub(crate) fn caller(clearance: Classification, scopes: &[Scope]) -> Caller {
    Caller {
        subject: Some("officer".to_owned()),
        ministry: Some(Ministry::try_from("MOD".to_owned()).unwrap()),
        clearance: Some(clearance),
        scopes: scopes.iter().copied().collect(),
    }
}

pub(crate) fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

pub(crate) fn now() -> DateTime<Utc> {
    "2026-07-01T12:00:00Z".parse().unwrap()
}

/// A fresh key.
pub(crate) fn key() -> String {
    new_id().to_string()
}

pub(crate) fn new_id() -> Uuid {
    static DRAWN: AtomicUsize = AtomicUsize::new(0);
    let mut random = [0; 10];
    getrandom::fill(&mut random).unwrap();
    let millis = 1_790_000_000_000 + u64::try_from(DRAWN.fetch_add(1, Ordering::SeqCst)).unwrap();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The code of the first error.
pub(crate) fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("none")
}
