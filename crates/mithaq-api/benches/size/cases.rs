//! What is asked, and how long it may take.

use std::time::Duration;

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::world::World;

/// Draws what is asked.
type Ask = dyn Fn(&World, &mut Draw) -> Asked;

/// A kind of question.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) bar: Duration,
    pub(crate) ask: Box<Ask>,
}

/// A question.
pub(crate) struct Asked {
    pub(crate) query: String,
    pub(crate) variables: Value,
    /// How many pages of it are read, one after the other.
    pub(crate) pages: usize,
}

type Filter = fn(&World, &mut Draw) -> Value;

const STATUSES: [&str; 7] =
    ["SIGNED", "IN_FORCE", "EXPIRED", "TERMINATED", "UNKNOWN", "SUSPENDED", "PROVISIONALLY_APPLIED"];
const FLAGS: [&str; 4] = ["CONSENT_PENDING", "INTERIM_DUTY", "EXPIRING", "NOTICE_RUNNING"];
const AREAS: [&str; 6] = ["TRADE", "MILITARY_TRAINING", "PEACEKEEPING", "ENVIRONMENT", "LOGISTICS", "HEALTH"];
const FORMS: [&str; 4] = ["AGREEMENT", "TREATY", "EXCHANGE_OF_NOTES", "DECLARATION"];
const WORDS: [&str; 6] = ["peacekeeping", "trade", "treaty on environment", "agreement", "4711", "nowhere"];
const ORDERS: [&str; 5] = ["RECORDED", "REGISTRY_NUMBER", "SIGNED_ON", "IN_FORCE_SINCE", "TITLE"];

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case { name: "agreement", bar: Duration::from_millis(5), ask: Box::new(agreement) },
        Case { name: "deadlines of 180 days", bar: Duration::from_millis(30), ask: Box::new(deadlines) },
        Case {
            name: "statistics by partner and year",
            bar: Duration::from_millis(300),
            ask: Box::new(|world, draw| statistics(world, draw, &json!(["PARTNER", "YEAR"]))),
        },
        Case {
            name: "statistics by partner",
            bar: Duration::from_millis(300),
            ask: Box::new(|world, draw| statistics(world, draw, &json!(["PARTNER"]))),
        },
        Case {
            name: "statistics by year",
            bar: Duration::from_millis(300),
            ask: Box::new(|world, draw| statistics(world, draw, &json!(["YEAR"]))),
        },
    ];
    cases.extend(FILTERS.iter().map(|(name, filter)| page(name, *filter, 1)));
    cases.push(page("pages: ten, one after the other", |_, draw| status(draw), 10));
    cases
}

fn page(name: &'static str, filter: Filter, pages: usize) -> Case {
    let ask = move |world: &World, draw: &mut Draw| {
        let filter = filter(world, draw);
        let mut variables = json!({
            "filter": filter,
            "order": { "by": draw.pick(&ORDERS), "direction": draw.pick(&["ASCENDING", "DESCENDING"]) },
            "asOf": draw.day(),
            "knownAt": world.known_at,
        });
        variables[if pages == 1 { draw.pick(&["first", "last"]) } else { "first" }] = json!(50);
        Asked { query: PAGE.to_owned(), variables, pages }
    };
    Case { name, bar: Duration::from_millis(30), ask: Box::new(ask) }
}

const PAGE: &str =
    "query($filter: AgreementFilter, $order: AgreementOrder, $asOf: Date, $knownAt: DateTime, $first: Int, $last: Int, $after: String) {
    list: agreements(filter: $filter, orderBy: $order, asOf: $asOf, knownAt: $knownAt, first: $first, last: $last, after: $after) {
        edges { cursor node { id registryNumber title { value } parties { role actor { id name { value } } } areas }
            at { status { name } } }
        pageInfo { hasNextPage hasPreviousPage endCursor }
    }
}";

const FILTERS: &[(&str, Filter)] = &[
    ("page: all", |_, _| json!({})),
    ("page: status", |_, draw| status(draw)),
    (
        "page: status of another day",
        |_, draw| json!({ "status": { "in": [draw.pick(&STATUSES)], "asOf": draw.day() } }),
    ),
    ("page: flag", |_, draw| json!({ "status": { "flags": [draw.pick(&FLAGS)] } })),
    ("page: in force during", |_, draw| json!({ "inForceDuring": range(draw, 3) })),
    ("page: signed during", |_, draw| json!({ "signedDuring": range(draw, 3) })),
    ("page: signed for certain during", |_, draw| json!({ "signedDuring": range(draw, 3), "dates": "CERTAIN" })),
    ("page: counterpart", |world, draw| json!({ "counterpart": [partner(world, draw)] })),
    ("page: a party", |world, draw| json!({ "parties": [partner(world, draw)] })),
    ("page: any area", |_, draw| json!({ "areas": { "hasAny": [draw.pick(&AREAS), draw.pick(&AREAS)] } })),
    ("page: all areas", |_, draw| json!({ "areas": { "hasAll": [draw.pick(&AREAS), draw.pick(&AREAS)] } })),
    ("page: form", |_, draw| json!({ "form": [draw.pick(&FORMS)] })),
    ("page: bindingness", |_, draw| json!({ "bindingness": [draw.pick(&["BINDING", "UNDETERMINED", "MIXED"])] })),
    ("page: label", |_, draw| json!({ "label": [draw.pick(&["UNCLASSIFIED", "CONFIDENTIAL", "SECRET"])] })),
    (
        "page: registration",
        |_, draw| json!({ "registration": [draw.pick(&["REGISTERED", "NOT_REGISTERED", "WITHHELD"])] }),
    ),
    ("page: imported from", |_, draw| json!({ "importedFrom": [draw.pick(&["generated", "elsewhere"])] })),
    ("page: consent pending", |_, _| json!({ "consent": {} })),
    (
        "page: consent pending on",
        |world, draw| json!({ "consent": { "pendingOn": partner(world, draw), "pendingSinceBefore": draw.day() } }),
    ),
    ("page: text", |_, draw| json!({ "text": draw.pick(&WORDS) })),
    (
        "page: status and area",
        |_, draw| json!({ "status": { "in": [draw.pick(&STATUSES)] }, "areas": { "hasAny": [draw.pick(&AREAS)] } }),
    ),
    ("page: status, area and counterpart", |world, draw| {
        json!({
            "status": { "in": [draw.pick(&STATUSES)] },
            "areas": { "hasAny": [draw.pick(&AREAS)] },
            "counterpart": [partner(world, draw)],
        })
    }),
    (
        "page: status and text",
        |_, draw| json!({ "status": { "in": [draw.pick(&STATUSES)] }, "text": draw.pick(&WORDS) }),
    ),
    ("page: two days of status", |_, draw| {
        let status = |draw: &mut Draw| json!({ "in": [draw.pick(&STATUSES)], "asOf": draw.day() });
        json!({ "and": [{ "status": status(draw) }, { "status": status(draw) }] })
    }),
    ("page: not", |world, draw| match draw.below(3) {
        0 => json!({ "not": status(draw) }),
        1 => json!({ "not": { "counterpart": [partner(world, draw)] } }),
        _ => json!({ "not": { "text": draw.pick(&WORDS) } }),
    }),
    ("page: or", |world, draw| {
        json!({ "or": [
            { "counterpart": [partner(world, draw)], "areas": { "hasAny": [draw.pick(&AREAS)] } },
            { "status": { "in": [draw.pick(&STATUSES)] }, "form": [draw.pick(&FORMS)] },
        ] })
    }),
    (
        "page: or of text",
        |world, draw| json!({ "or": [{ "text": draw.pick(&WORDS) }, { "counterpart": [partner(world, draw)] }] }),
    ),
    ("page: much together", |world, draw| {
        json!({
            "status": { "in": ["IN_FORCE", "SUSPENDED"] },
            "inForceDuring": range(draw, 10),
            "signedDuring": range(draw, 40),
            "registration": ["REGISTERED"],
            "areas": { "hasAny": [draw.pick(&AREAS)] },
            "not": { "counterpart": [partner(world, draw)] },
        })
    }),
];

fn status(draw: &mut Draw) -> Value {
    json!({ "status": { "in": [draw.pick(&STATUSES)] } })
}

fn range(draw: &mut Draw, years: usize) -> Value {
    let from = 1946 + draw.below(80);
    let to = from + draw.below(years);
    json!({ "from": format!("{from}-03-01"), "to": format!("{to}-10-31") })
}

/// The most frequent partner as often as any other.
fn partner(world: &World, draw: &mut Draw) -> Value {
    let at = if draw.below(2) == 0 { draw.below(3) } else { draw.below(world.partners.len()) };
    json!({ "country": world.partners[at] })
}

fn agreement(world: &World, draw: &mut Draw) -> Asked {
    let query = "query($id: ID!) { agreement(id: $id) {
        id registryNumber title { value } parties { role actor { id name { value } } } areas
        status { name since { value } flags because { code text { value } rule { treaty article } act { id kind } } }
        deadlines(first: 50) { edges { node { kind on { value } because { text { value } rule { treaty article } } } } }
    } }";
    let id = &world.agreements[draw.below(world.agreements.len())];
    Asked { query: query.to_owned(), variables: json!({ "id": id }), pages: 1 }
}

fn deadlines(world: &World, draw: &mut Draw) -> Asked {
    let query = "query($from: Date, $to: Date!, $kinds: [DeadlineKind!], $filter: AgreementFilter, $after: String) {
        list: deadlines(from: $from, to: $to, kinds: $kinds, filter: $filter, first: 100, after: $after) {
            edges { cursor node { kind on { value } daysLeft agreement { id registryNumber title { value } }
                because { text { value } rule { treaty article } } } }
            pageInfo { hasNextPage endCursor }
        } }";
    let from = chrono::Utc::now().date_naive() + chrono::Days::new(u64::try_from(draw.below(900)).unwrap());
    let to = from + chrono::Days::new(180);
    let mut variables = json!({ "from": from, "to": to });
    match draw.below(5) {
        0 => {
            variables["kinds"] =
                json!([draw.pick(&["EXPIRY", "NON_RENEWAL_NOTICE_BY", "OBLIGATION_DUE", "OBJECTION_ENDS"])]);
        }
        1 => variables["filter"] = json!({ "counterpart": [partner(world, draw)] }),
        2 => variables["filter"] = status(draw),
        _ => {}
    }
    Asked { query: query.to_owned(), variables, pages: 2 }
}

fn statistics(_: &World, draw: &mut Draw, group_by: &Value) -> Asked {
    let query = "query($by: [StatisticsDimension!]!, $asOf: Date, $knownAt: DateTime) {
        agreementStatistics(groupBy: $by, asOf: $asOf, knownAt: $knownAt) { total rows { keys { value } count medianDaysToForce missingDates } } }";
    let variables = json!({ "by": group_by, "asOf": draw.day() });
    Asked { query: query.to_owned(), variables, pages: 1 }
}
