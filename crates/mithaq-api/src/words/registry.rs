//! Words for asking.

/// How a date that is known only to the month or the year meets a range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum DateMatch {
    /// It may lie in the range.
    Possible,
    /// It lies in the range, whichever day it is.
    Certain,
}
