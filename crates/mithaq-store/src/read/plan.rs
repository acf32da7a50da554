//! Plans of statements, for tests that look at them.

use diesel::QueryableByName;
use diesel::sql_types::Text;

use super::snapshot::Snapshot;
use super::sql::Sql;
use crate::error::StoreError;

/// A line of a plan.
#[derive(QueryableByName)]
pub(crate) struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

/// A plan's lines as one text.
pub(crate) fn joined(lines: Vec<Line>) -> String {
    lines.into_iter().map(|line| line.line).collect::<Vec<_>>().join("\n")
}

impl Snapshot {
    /// How a statement would be run.
    pub(super) async fn plan(&self, sql: Sql) -> Result<String, StoreError> {
        let mut turn = self.turn().await?;
        let lines: Vec<Line> = turn.load(sql.explained().build()).await?;
        Ok(joined(lines))
    }
}
