//! A trace as it is sent: what of Apollo's `reports.proto` a subgraph says.

use prost::{Message, Oneof};

/// What a request took.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Trace {
    /// When it ended.
    #[prost(message, optional, tag = "3")]
    pub(super) end_time: Option<Timestamp>,
    /// When it began.
    #[prost(message, optional, tag = "4")]
    pub(super) start_time: Option<Timestamp>,
    /// How long it took, in nanoseconds.
    #[prost(uint64, tag = "11")]
    pub(super) duration_ns: u64,
    /// The root of the answer.
    #[prost(message, optional, tag = "14")]
    pub(super) root: Option<Node>,
}

/// A moment.
#[derive(Clone, Copy, PartialEq, Eq, Message)]
pub(super) struct Timestamp {
    /// Seconds since 1970.
    #[prost(int64, tag = "1")]
    pub(super) seconds: i64,
    /// And nanoseconds.
    #[prost(int32, tag = "2")]
    pub(super) nanos: i32,
}

/// A field, or an entry of a list.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Node {
    /// What it is of its parent.
    #[prost(oneof = "Id", tags = "1, 2")]
    pub(super) id: Option<Id>,
    /// The field's type.
    #[prost(string, tag = "3")]
    pub(super) r#type: String,
    /// When its resolver began, in nanoseconds from the request's beginning.
    #[prost(uint64, tag = "8")]
    pub(super) start_time: u64,
    /// When it ended.
    #[prost(uint64, tag = "9")]
    pub(super) end_time: u64,
    /// What went wrong.
    #[prost(message, repeated, tag = "11")]
    pub(super) error: Vec<Error>,
    /// What is below.
    #[prost(message, repeated, tag = "12")]
    pub(super) child: Vec<Node>,
    /// The type that the field is of.
    #[prost(string, tag = "13")]
    pub(super) parent_type: String,
    /// The field's name, where it has another in the answer.
    #[prost(string, tag = "14")]
    pub(super) original_field_name: String,
}

/// What a node is of its parent.
#[derive(Clone, PartialEq, Eq, Oneof)]
pub(super) enum Id {
    /// A field, by its name in the answer.
    #[prost(string, tag = "1")]
    ResponseName(String),
    /// An entry of a list.
    #[prost(uint32, tag = "2")]
    Index(u32),
}

/// What went wrong.
#[derive(Clone, PartialEq, Eq, Message)]
pub(super) struct Error {
    /// What is told of it.
    #[prost(string, tag = "1")]
    pub(super) message: String,
}
