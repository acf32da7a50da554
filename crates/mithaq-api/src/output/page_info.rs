//! Where a page stands in its list.

use async_graphql::SimpleObject;

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
pub(crate) struct PageInfo {
    /// Whether there is more after the page.
    pub(crate) has_next_page: bool,
    /// Whether there is more before the page.
    pub(crate) has_previous_page: bool,
    /// The cursor of the page's first entry: give it as `before` to go back.
    pub(crate) start_cursor: Option<String>,
    /// The cursor of the page's last entry: give it as `after` to go on.
    pub(crate) end_cursor: Option<String>,
}

impl PageInfo {
    /// Of a page with these cursors.
    pub(crate) fn of(cursors: &[String], has_previous_page: bool, has_next_page: bool) -> Self {
        Self {
            has_next_page,
            has_previous_page,
            start_cursor: cursors.first().cloned(),
            end_cursor: cursors.last().cloned(),
        }
    }
}
