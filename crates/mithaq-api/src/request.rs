//! What comes in and what goes out, without HTTP.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use mithaq_domain::label::{Classification, Ministry};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The body of a GraphQL request. Unknown members are passed over, as GraphQL over HTTP asks.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestBody {
    /// The document; empty where it is named by its id.
    #[serde(default)]
    pub query: String,
    /// The id of the document: that of a listed one, or `sha256:` and its hash.
    #[serde(default)]
    pub document_id: Option<String>,
    /// The operation to execute, where the document has several.
    #[serde(default)]
    pub operation_name: Option<String>,
    /// The variables.
    #[serde(default)]
    pub variables: Option<Map<String, Value>>,
    /// Extensions; `{"cost": true, "position": true}` asks for `extensions.cost` and `extensions.position` in the answer.
    #[serde(default)]
    pub extensions: Option<Map<String, Value>>,
}

/// A request, with everything that the service knows of it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The body.
    pub body: RequestBody,
    /// Who asks, as the server has proved it.
    pub caller: Caller,
    /// The moment at which it came.
    pub now: DateTime<Utc>,
    /// The civil day at the registry's own place, which is what `asOf` means where it is left out.
    pub today: NaiveDate,
    /// By what it is known in logs.
    pub id: String,
    /// Whether the answer is to tell which field took how long, as gateways ask by `apollo-federation-include-trace: ftv1`.
    pub trace: bool,
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    /// It reads.
    Query,
    /// It writes.
    Mutation,
    /// It goes on.
    Subscription,
}

/// What a token allows its holder to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// `agreements:read`
    Read,
    /// `agreements:write`
    Write,
    /// `agreements:approve`
    Approve,
    /// `registry:admin`
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Approve, Self::Admin];

    /// The scope as tokens spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "agreements:read",
            Self::Write => "agreements:write",
            Self::Approve => "agreements:approve",
            Self::Admin => "registry:admin",
        }
    }

    /// The scope that tokens spell so, if there is one.
    #[must_use]
    pub fn from_token(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// Who asks, as the server has proved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The token's subject; none without a token.
    pub subject: Option<String>,
    /// The ministry that the caller belongs to.
    pub ministry: Option<Ministry>,
    /// How far the caller is cleared; none sees nothing.
    pub clearance: Option<Classification>,
    /// What the caller may do.
    pub scopes: BTreeSet<Scope>,
}

impl Caller {
    /// Whether the caller may record acts.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.subject.is_some() && self.scopes.contains(&Scope::Write)
    }

    /// A caller without a token. What it sees is the operator's choice; it writes nothing.
    #[must_use]
    pub const fn anonymous(clearance: Option<Classification>) -> Self {
        Self { subject: None, ministry: None, clearance, scopes: BTreeSet::new() }
    }
}

/// Which kind of answer it is, for the transport's status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// The request was refused before anything was executed: there is no `data`.
    RequestError,
    /// A document that is asked for by its hash is not kept here. Clients look into the answer and send the document, and some of
    /// them look only where all is said to be well.
    NotPersisted,
    /// It was executed: there is `data`, perhaps null, perhaps with errors beside it.
    Executed,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which kind of answer it is.
    pub kind: AnswerKind,
    /// The body, as JSON.
    pub body: String,
    /// Who may keep it, as far as it is the same for everyone who may see it.
    pub keep: Keep,
}

/// Whether an answer may be kept and given to the next who asks the same with the same rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It may not.
    Never,
    /// Where one asks each time whether it is still the answer.
    Asking,
    /// It changes with releases only.
    Lasting,
}
