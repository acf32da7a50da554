//! Words for asking, and for who asks.

use crate::request::Scope;

/// How a date that is known only to the month or the year meets a range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::DateMatch")]
pub(crate) enum DateMatch {
    /// It may lie in the range.
    Possible,
    /// It lies in the range, whichever day it is.
    Certain,
}

/// What a token allows. Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "Scope")]
pub(crate) enum RegistryScope {
    /// To read what the clearance allows (`agreements:read`).
    Read,
    /// To record acts (`agreements:write`).
    Write,
    /// To approve acts that others proposed (`agreements:approve`).
    Approve,
    /// To administer the registry (`registry:admin`).
    Admin,
}

/// By what agreements are ordered. Every order is total: what is equal is ordered by identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::OrderBy")]
pub(crate) enum AgreementOrderField {
    /// The order in which agreements were opened in this registry.
    Recorded,
    /// The registry number.
    RegistryNumber,
    /// The day on which the second party signed, as now known; where it is not known, last.
    SignedOn,
    /// The day since which it is in force, as now known; where it is not known, last.
    InForceSince,
    /// The first title, as now known, without regard to case and accents.
    Title,
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::Direction")]
pub(crate) enum OrderDirection {
    /// From the least on.
    Ascending,
    /// From the greatest on.
    Descending,
}

/// Where in an agreement a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::SearchPlace")]
pub(crate) enum SearchPlace {
    /// A title.
    Title,
    /// A number by which it is known: here, in the register that it comes from, in a printed series, with the United
    /// Nations.
    Number,
    /// A party's name, or that of the authority that acts for it.
    Party,
    /// A lesson learned from an activity.
    Lesson,
    /// A clause.
    Clause,
}

/// By what agreements are counted. Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::GroupBy")]
pub(crate) enum StatisticsDimension {
    /// The counterpart, as now known.
    Partner,
    /// The area, as now known; an agreement counts once for each of its areas.
    Area,
    /// The year of the second signature, as now known.
    Year,
    /// The status on the day and at the moment of knowledge asked for.
    Status,
}

/// What became of a record of another register. Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_store::ImportOutcome")]
pub(crate) enum ImportOutcome {
    /// It is in this registry.
    Accepted,
    /// It is in this registry, and something is to be known of it.
    Warned,
    /// It is not in this registry yet, and waits for a person.
    Quarantined,
}

/// What a caller is told of. Values are added over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum ChangeKind {
    /// An act was recorded.
    Recorded,
    /// The agreement got another label, and the caller may not know of it any more.
    Withdrawn,
    /// The agreement got another label, and the caller may know of it from now on.
    Disclosed,
    /// Nothing: only the cursor has moved on, so that whoever hears rarely need not go over everything again.
    Progress,
}

/// How an act that is brought before the registry stands to us. What the other party did is always a fact, whatever
/// is said here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "mithaq_domain::agreement::Stance")]
pub(crate) enum Stance {
    /// We mean to do it: what the law forbids is refused, and nothing is written.
    Intended,
    /// It was done: it is recorded, and what the law has against it is told as warnings.
    Done,
}
