//! Plans of statements, for tests that look at them.

use diesel::QueryableByName;
use diesel::sql_types::Text;

use super::snapshot::Snapshot;
use super::sql::Sql;
use crate::error::StoreError;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

impl Snapshot {
    /// How a statement would be run.
    pub(super) async fn plan(&self, sql: Sql) -> Result<String, StoreError> {
        let mut turn = self.turn().await?;
        let lines: Vec<Line> = turn.load(sql.explained().build()).await?;
        Ok(lines.into_iter().map(|line| line.line).collect::<Vec<_>>().join("\n"))
    }
}
