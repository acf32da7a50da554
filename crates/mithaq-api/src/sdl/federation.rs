//! What federation adds to the schema: keys, sharing and cost, each said once.
//!
//! [`super::write()`] prints it, and the guard charges by the same table.

/// What federation adds to a schema.
#[derive(Debug)]
pub(crate) struct Federation {
    /// The head of its SDL.
    pub(crate) head: &'static str,
    /// Types that other subgraphs may refer to, by their keys.
    pub(crate) keys: &'static [(&'static str, &'static [&'static str])],
    /// Directives on types, as they are written.
    pub(crate) directives: &'static [(&'static str, &'static str)],
    /// Directives on fields, as they are written.
    pub(crate) field_directives: &'static [(&'static str, &'static str, &'static str)],
    /// What fields cost beyond the usual: 1 for one that leads to an object, 0 for a plain value.
    pub(crate) weights: &'static [(&'static str, &'static str, u64)],
    /// What each mutation costs.
    pub(crate) mutation_weight: Option<u64>,
    /// Lists of objects, and connections.
    pub(crate) list_sizes: &'static [(&'static str, &'static str, ListSize)],
    /// Types of what changes with releases only.
    pub(crate) lasting: &'static [&'static str],
}

/// What it adds to the registry's schema.
pub(crate) const FEDERATION: Federation = Federation {
    head: HEAD,
    keys: KEYS,
    // Other subgraphs define it just so.
    directives: &[("PageInfo", "@shareable")],
    field_directives: &[],
    weights: WEIGHTS,
    mutation_weight: Some(10),
    list_sizes: LIST_SIZES,
    lasting: &[
        "Actor",
        "ActorConnection",
        "ActorEdge",
        "Country",
        "FormerState",
        "LegalDay",
        "LocalizedText",
        "Organisation",
        "PageInfo",
        "Territory",
    ],
};

/// The head of the SDL. v2.9 is the newest that the composers of Apollo, the Guild and `WunderGraph` all take.
const HEAD: &str = r#"extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@cost", "@listSize"])

"""
Exactly one of the fields is given.
"""
directive @oneOf on INPUT_OBJECT
"#;

/// Types that other ministries may refer to, by their keys.
const KEYS: &[(&str, &[&str])] = &[
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

/// Fields and types that the gateway asks for by itself; they stand in no SDL.
pub(crate) const PLUMBING_FIELDS: &[&str] = &["_entities", "_service"];
/// Types that only those fields need.
pub(crate) const PLUMBING_TYPES: &[&str] = &["_Any", "_Entity", "_Service"];

/// What fields cost beyond the usual: 1 for one that leads to an object, 0 for a plain value.
const WEIGHTS: &[(&str, &str, u64)] = &[
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
    ("Query", "conflicts", 100),
    ("Relationship", "conflicts", 100),
    ("AgreementSnapshot", "conflicts", 100),
    ("Query", "activities", 5),
    ("Query", "agreementStatistics", 50),
    // Names are not read: of many rows they cost no more than the keys do.
    ("StatisticsKey", "label", 0),
    ("StatisticsKey", "actor", 0),
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
    ("AgreementSnapshot", "successions", 2),
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
    ("AgreementConflictConnection", "totalCount", 1),
    ("ChangedClauseConnection", "totalCount", 1),
    ("DomesticStepConnection", "totalCount", 1),
    ("AgreementDocumentConnection", "totalCount", 1),
    ("Country", "agreements", 5),
    ("FormerState", "agreements", 5),
    ("Territory", "agreements", 5),
    ("Organisation", "agreements", 5),
];

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
const LIST_SIZES: &[(&str, &str, ListSize)] = &[
    ("Query", "agreements", PAGE),
    ("Query", "searchAgreements", PAGE),
    ("Query", "deadlines", PAGE),
    ("Query", "obligations", PAGE),
    ("Relationship", "inForceByArea", about(10)),
    ("Relationship", "history", about(50)),
    ("Relationship", "agreements", PAGE),
    ("Relationship", "consentPending", PAGE),
    ("Relationship", "upcoming", PAGE),
    ("Query", "conflicts", PAGE),
    ("Relationship", "conflicts", PAGE),
    ("AgreementSnapshot", "conflicts", PAGE),
    ("AgreementSnapshot", "successions", about(1)),
    ("AgreementConflict", "opposed", about(3)),
    ("AgreementConflict", "relations", about(1)),
    ("OpposedObligations", "debtors", about(1)),
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
    ("AgreementStatistics", "rows", about(1_000)),
    ("StatisticsRow", "keys", about(3)),
];

impl Federation {
    /// What a field costs by itself, where the table says.
    pub(crate) fn weight(&self, of_type: &str, field: &str) -> Option<u64> {
        let said = self.weights.iter().find(|(on, name, _)| (*on, *name) == (of_type, field));
        said.map(|(_, _, weight)| *weight).or(self.mutation_weight.filter(|_| of_type == "Mutation"))
    }

    /// How long a field's list is expected to be, where the table says.
    pub(crate) fn list_size(&self, of_type: &str, field: &str) -> Option<ListSize> {
        self.list_sizes.iter().find(|(on, name, _)| (*on, *name) == (of_type, field)).map(|(_, _, size)| *size)
    }
}
