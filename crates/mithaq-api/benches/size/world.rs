//! The register that is asked, and who asks.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use mithaq_api::{
    Answer, Api, ApiConfig, Caller, DocumentAddresses, DocumentPolicy, Limits, Request, RequestBody, Scope, Subgraph,
};
use mithaq_domain::label::{Classification, Ministry};
use mithaq_store::{Store, StoreConfig};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::cases::{Asked, Case};
use crate::draw::Draw;

/// How many callers ask in turn.
pub(crate) const CALLERS: usize = 3;

/// A register, and what is known of it before it is asked.
pub(crate) struct World {
    api: Api,
    /// How many agreements anyone may see.
    pub(crate) total: u64,
    /// Partners, those with most agreements first.
    pub(crate) partners: Vec<String>,
    /// Some agreements that anyone may see.
    pub(crate) agreements: Vec<String>,
    /// The latest moment that can be asked about.
    pub(crate) known_at: String,
}

impl World {
    pub(crate) async fn open(url: &str) -> Self {
        let store = Store::new(&StoreConfig::of(url)).unwrap();
        let config = ApiConfig {
            limits: Limits::default(),
            introspection: true,
            service_sdl: true,
            key: [7; 32],
            document_policy: DocumentPolicy::default(),
            documents: DocumentAddresses::under(None),
            new_id: Uuid::nil,
            now: Utc::now,
            day: Arc::new(|moment| moment.date_naive()),
            recorded: Arc::new(|| ()),
        };
        let api = Api::new(store, config);
        let mut world =
            Self { api, total: 0, partners: Vec::new(), agreements: Vec::new(), known_at: Utc::now().to_rfc3339() };
        world.learn().await;
        world
    }

    async fn learn(&mut self) {
        let told =
            self.data("{ agreementStatistics(groupBy: [PARTNER]) { total rows { keys { value } } } }", json!({})).await;
        self.total = told["agreementStatistics"]["total"].as_u64().unwrap();
        let rows = told["agreementStatistics"]["rows"].as_array().unwrap();
        self.partners = rows.iter().map(|row| text(&row["keys"][0]["value"])).collect();
        let page = "{ agreements(first: 100, orderBy: { by: REGISTRY_NUMBER }) { edges { node { id } } } }";
        let page = self.data(page, json!({})).await;
        let edges = page["agreements"]["edges"].as_array().unwrap();
        self.agreements = edges.iter().map(|edge| text(&edge["node"]["id"])).collect();
        // The sequencer says up to which moment everything is known; a moment that has not passed for certain is refused
        // with the latest that has.
        let ask = json!({ "at": Utc::now().to_rfc3339() });
        let query = "query($at: DateTime) { agreements(first: 1, knownAt: $at) { edges { cursor } } }";
        let refused = self.api.execute(request(query, ask, caller(0))).await.body;
        let refused: Value = serde_json::from_str(&refused).unwrap();
        if let Some(latest) = refused["errors"][0]["extensions"]["latest"].as_str() {
            latest.clone_into(&mut self.known_at);
        }
    }

    async fn data(&self, query: &str, variables: Value) -> Value {
        let answer = self.api.execute(request(query, variables, caller(0))).await;
        read(&answer)
    }

    /// Asks a case once: how long it took, with what was asked. A case may ask several pages one after the other.
    pub(crate) async fn answer(&self, case: &Case, draw: &mut Draw) -> Vec<(Duration, Value)> {
        let Asked { query, mut variables, pages } = (case.ask)(self, draw);
        let caller = caller(draw.below(CALLERS));
        let mut taken = Vec::new();
        for _ in 0..pages {
            let asked = json!({ "clearance": format!("{:?}", caller.clearance), "variables": variables });
            let request = request(&query, variables.clone(), caller.clone());
            let begun = Instant::now();
            let answer = self.api.execute(request).await;
            taken.push((begun.elapsed(), asked));
            let data = read(&answer);
            let info = &data["list"]["pageInfo"];
            match (info["hasNextPage"].as_bool(), info["endCursor"].as_str()) {
                (Some(true), Some(cursor)) => variables["after"] = json!(cursor),
                _ => break,
            }
        }
        taken
    }
}

fn request(query: &str, variables: Value, caller: Caller) -> Request {
    let variables = match variables {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let body = RequestBody { query: query.to_owned(), variables: Some(variables), ..RequestBody::default() };
    Request { body, caller, now: Utc::now(), today: Utc::now().date_naive(), id: "size".to_owned(), trace: false }
}

fn read(answer: &Answer) -> Value {
    let read: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(read["errors"], Value::Null, "{read}");
    read["data"].clone()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Anyone, a clerk and an officer.
fn caller(which: usize) -> Caller {
    let of = |clearance| Caller {
        subject: Some("bench".to_owned()),
        ministry: Some(Ministry::try_from("MOD".to_owned()).unwrap()),
        clearance: Some(clearance),
        scopes: BTreeSet::from([Scope::Read]),
    };
    match which {
        0 => Caller::anonymous(Some(Classification::Unclassified)),
        1 => of(Classification::Restricted),
        _ => of(Classification::Secret),
    }
}
