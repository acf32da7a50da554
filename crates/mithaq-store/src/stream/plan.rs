//! Plans that are kept, for tests that look at them.

use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use super::Stream;
use crate::error::StoreError;
use crate::read::plan::{Line, joined};

impl Stream {
    /// How a statement with parameters of these types would be run with these values, planned for any.
    pub(super) async fn plan(&self, types: &str, statement: &str, values: &str) -> Result<String, StoreError> {
        let mut connection = self.pool.get().await?;
        connection.batch_execute(&format!("PREPARE looked_at ({types}) AS {statement}")).await?;
        let lines: Vec<Line> =
            diesel::sql_query(format!("EXPLAIN EXECUTE looked_at ({values})")).load(&mut connection).await?;
        connection.batch_execute("DEALLOCATE looked_at").await?;
        Ok(joined(lines))
    }
}
