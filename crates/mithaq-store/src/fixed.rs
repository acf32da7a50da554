//! Statements, and whether a connection keeps them.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, BoxedSqlQuery, Query, QueryFragment, QueryId, SqlQuery};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};

/// A statement.
pub(crate) struct Statement<'a> {
    query: BoxedSqlQuery<'a, Pg, SqlQuery>,
    /// Whether its text is one of a few, so that each connection parses it once and then keeps it. What is put together
    /// from a caller's conditions is none: there is no end of such texts.
    fixed: bool,
}

/// Any of the keys that are the first parameter, as what a subquery gives: a plan for any list costs no more then than one for
/// the list at hand, and only so does a connection keep it.
pub(crate) const ANY_KEY: &str = "ANY ((SELECT $1::uuid[])::uuid[])";

/// A statement of this text, which is one of a few. Where it takes a list of keys, it says [`ANY_KEY`].
pub(crate) fn fixed<'a>(text: impl Into<String>) -> Statement<'a> {
    Statement { query: diesel::sql_query(text).into_boxed(), fixed: true }
}

impl<'a> Statement<'a> {
    /// A statement with its values bound.
    pub(crate) const fn of(query: BoxedSqlQuery<'a, Pg, SqlQuery>, fixed: bool) -> Self {
        Self { query, fixed }
    }

    /// Gives the next of its parameters.
    pub(crate) fn bind<ST, V>(self, value: V) -> Self
    where
        Pg: HasSqlType<ST>,
        V: ToSql<ST, Pg> + Send + 'a,
        ST: Send + 'a,
    {
        Self { query: self.query.bind::<ST, V>(value), ..self }
    }
}

impl QueryFragment<Pg> for Statement<'_> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.query.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &Pg) -> QueryResult<bool> {
        Ok(self.fixed)
    }
}

impl QueryId for Statement<'_> {
    type QueryId = ();

    // It is known by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = Untyped;
}
