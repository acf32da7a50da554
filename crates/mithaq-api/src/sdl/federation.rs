//! What federation adds to the schema: keys, sharing and cost, each said once.
//!
//! [`super::write()`] prints it, and the guard charges by the same table.

/// The head of the SDL. v2.9 is the newest that the composers of Apollo, the Guild and `WunderGraph` all take.
pub(crate) const HEAD: &str = r#"extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@cost", "@listSize"])

"""
Exactly one of the fields is given.
"""
directive @oneOf on INPUT_OBJECT
"#;

/// Types that other ministries may refer to, by their keys.
pub(crate) const KEYS: &[(&str, &[&str])] = &[
    ("Agreement", &["id", "registryNumber"]),
    ("Actor", &["id"]),
    ("Country", &["id", "code"]),
    ("FormerState", &["id"]),
    ("Territory", &["id"]),
    ("Organisation", &["id"]),
    ("Act", &["id"]),
    ("Obligation", &["id"]),
    ("Activity", &["id"]),
];

/// Types that other subgraphs define just so.
pub(crate) const SHAREABLE: &[&str] = &["PageInfo"];

/// Fields and types that the gateway asks for by itself; they stand in no SDL.
pub(crate) const PLUMBING_FIELDS: &[&str] = &["_entities", "_service"];
/// Types that only those fields need.
pub(crate) const PLUMBING_TYPES: &[&str] = &["_Any", "_Entity", "_Service"];

/// What fields cost beyond the usual: 1 for one that leads to an object, 0 for a plain value.
pub(crate) const WEIGHTS: &[(&str, &str, u64)] = &[
    ("Query", "agreements", 5),
    ("Query", "searchAgreements", 20),
    ("Query", "deadlines", 5),
    ("Query", "relationship", 5),
    ("Query", "obligations", 5),
    ("Relationship", "inForceCount", 20),
    ("Relationship", "inForceByArea", 20),
    ("Relationship", "depth", 20),
    ("Relationship", "history", 20),
    ("PendingConsent", "medianDaysToForce", 20),
    ("Relationship", "agreements", 5),
    ("Relationship", "consentPending", 5),
    ("Relationship", "upcoming", 5),
    ("Query", "activities", 5),
    ("Query", "agreementStatistics", 50),
    ("Query", "simulateActs", 50),
    ("Query", "importRecords", 5),
    ("Query", "agreementChanges", 5),
    ("Subscription", "agreementChanged", 5),
    ("Agreement", "history", 5),
    ("Agreement", "deadlines", 5),
    ("Agreement", "obligations", 5),
    ("Agreement", "activities", 5),
    ("Agreement", "reviews", 5),
    ("Agreement", "relations", 5),
    ("Agreement", "relatedBy", 5),
    ("Agreement", "clauseChanges", 5),
    ("Agreement", "domesticSteps", 5),
    ("Agreement", "documents", 5),
    ("Agreement", "availableActs", 20),
    ("Obligation", "history", 5),
    ("Activity", "history", 5),
    ("AgreementSnapshot", "title", 2),
    ("AgreementSnapshot", "texts", 2),
    ("AgreementSnapshot", "clauses", 2),
    ("AgreementSnapshot", "consentPending", 2),
    ("AgreementSnapshot", "registration", 2),
    ("AgreementConnection", "totalCount", 20),
    ("AgreementSearchConnection", "totalCount", 20),
    ("AgreementSearchEdge", "highlights", 5),
    ("ActConnection", "totalCount", 5),
    ("ActorConnection", "totalCount", 1),
    ("DeadlineConnection", "totalCount", 20),
    ("ImportRecordConnection", "totalCount", 5),
    ("ObligationConnection", "totalCount", 1),
    ("ActivityConnection", "totalCount", 1),
    ("ReviewConnection", "totalCount", 1),
    ("AgreementRelationConnection", "totalCount", 1),
    ("ChangedClauseConnection", "totalCount", 1),
    ("DomesticStepConnection", "totalCount", 1),
    ("AgreementDocumentConnection", "totalCount", 1),
    ("Country", "agreements", 5),
    ("FormerState", "agreements", 5),
    ("Territory", "agreements", 5),
    ("Organisation", "agreements", 5),
];

/// What every field of a type costs.
pub(crate) const MUTATION_WEIGHT: u64 = 10;

/// How long a list is expected to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListSize {
    /// Where no argument says it.
    pub(crate) assumed: u64,
    /// Whether `first` and `last` say it, of `edges`.
    pub(crate) pages: bool,
}

/// A page, whose size `first` or `last` gives.
const PAGE: ListSize = ListSize { assumed: 20, pages: true };

/// A list of about so many.
const fn about(assumed: u64) -> ListSize {
    ListSize { assumed, pages: false }
}

/// Lists of objects, and connections.
pub(crate) const LIST_SIZES: &[(&str, &str, ListSize)] = &[
    ("Query", "agreements", PAGE),
    ("Query", "searchAgreements", PAGE),
    ("Query", "deadlines", PAGE),
    ("Query", "obligations", PAGE),
    ("Relationship", "inForceByArea", about(10)),
    ("Relationship", "history", about(50)),
    ("Relationship", "agreements", PAGE),
    ("Relationship", "consentPending", PAGE),
    ("Relationship", "upcoming", PAGE),
    ("Query", "activities", PAGE),
    ("Query", "actors", PAGE),
    ("Query", "importRecords", PAGE),
    ("Query", "agreementChanges", PAGE),
    ("Agreement", "history", PAGE),
    ("Agreement", "deadlines", PAGE),
    ("Agreement", "obligations", PAGE),
    ("Agreement", "activities", PAGE),
    ("Agreement", "reviews", PAGE),
    ("Agreement", "relations", PAGE),
    ("Agreement", "relatedBy", PAGE),
    ("Agreement", "clauseChanges", PAGE),
    ("Agreement", "domesticSteps", PAGE),
    ("Agreement", "documents", PAGE),
    ("Obligation", "history", PAGE),
    ("Activity", "history", PAGE),
    ("Agreement", "parties", about(2)),
    ("Agreement", "availableActs", about(40)),
    ("Actor", "agreements", PAGE),
    ("Country", "agreements", PAGE),
    ("FormerState", "agreements", PAGE),
    ("Territory", "agreements", PAGE),
    ("Organisation", "agreements", PAGE),
    ("AgreementSearchEdge", "highlights", about(3)),
    ("SearchHighlight", "segments", about(3)),
    ("AgreementSnapshot", "texts", about(3)),
    ("AgreementSnapshot", "clauses", about(20)),
    ("StandingClause", "changedBy", about(1)),
    ("AgreementSnapshot", "consentPending", about(2)),
    ("PendingConsent", "steps", about(3)),
    ("AgreementText", "clauses", about(20)),
    ("Review", "conclusions", about(3)),
    ("AgreementStatus", "because", about(2)),
    ("AgreementSimulation", "acts", about(5)),
    ("AgreementSimulation", "refusals", about(5)),
    ("AgreementSimulation", "warnings", about(5)),
    ("AgreementSimulation", "survivingObligations", about(5)),
    ("AgreementSimulation", "relatedAgreements", about(5)),
    ("Deadline", "because", about(1)),
    ("Party", "territoriesIncluded", about(1)),
    ("Party", "territoriesExcluded", about(1)),
    ("FormerState", "successors", about(2)),
    ("AgreementStatistics", "rows", about(100)),
    ("StatisticsRow", "keys", about(2)),
];

/// What a field costs by itself, where the table says.
pub(crate) fn weight(of_type: &str, field: &str) -> Option<u64> {
    if of_type == "Mutation" {
        return Some(MUTATION_WEIGHT);
    }
    WEIGHTS.iter().find(|(on, name, _)| (*on, *name) == (of_type, field)).map(|(_, _, weight)| *weight)
}

/// How long a field's list is expected to be, where the table says.
pub(crate) fn list_size(of_type: &str, field: &str) -> Option<ListSize> {
    LIST_SIZES.iter().find(|(on, name, _)| (*on, *name) == (of_type, field)).map(|(_, _, size)| *size)
}
