//! Statements whose text never changes.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, BoxedSqlQuery, Query, QueryFragment, QueryId, SqlQuery};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};

/// A statement whose text is one of a few, so that each connection parses it once and then keeps it. What is put
/// together from a caller's conditions is none: there is no end of such texts.
pub(crate) struct Fixed<'a>(BoxedSqlQuery<'a, Pg, SqlQuery>);

/// A statement of this text.
pub(crate) fn fixed<'a>(text: impl Into<String>) -> Fixed<'a> {
    Fixed(diesel::sql_query(text).into_boxed())
}

impl<'a> Fixed<'a> {
    /// Gives the next of its parameters.
    pub(crate) fn bind<ST, V>(self, value: V) -> Self
    where
        Pg: HasSqlType<ST>,
        V: ToSql<ST, Pg> + Send + 'a,
        ST: Send + 'a,
    {
        Self(self.0.bind::<ST, V>(value))
    }
}

impl<'a> From<BoxedSqlQuery<'a, Pg, SqlQuery>> for Fixed<'a> {
    fn from(query: BoxedSqlQuery<'a, Pg, SqlQuery>) -> Self {
        Self(query)
    }
}

impl QueryFragment<Pg> for Fixed<'_> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl QueryId for Fixed<'_> {
    type QueryId = ();

    // It is known by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Fixed<'_> {
    type SqlType = Untyped;
}
