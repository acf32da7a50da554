//! Statements put together from parts, values always bound.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_types::{Array, BigInt, Date, Float, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::fixed::Statement;

/// A value to be bound.
pub(super) enum Value {
    Id(Uuid),
    Ids(Vec<Uuid>),
    Code(i16),
    Codes(Vec<i16>),
    Day(NaiveDate),
    Days(Vec<NaiveDate>),
    Moment(DateTime<Utc>),
    Moments(Vec<DateTime<Utc>>),
    Text(String),
    Texts(Vec<String>),
    Count(i64),
    Rank(f32),
}

impl Value {
    const fn list_type(&self) -> &'static str {
        match self {
            Self::Id(_) | Self::Ids(_) => "uuid[]",
            Self::Code(_) | Self::Codes(_) => "smallint[]",
            Self::Day(_) | Self::Days(_) => "date[]",
            Self::Moment(_) | Self::Moments(_) => "timestamptz[]",
            Self::Text(_) | Self::Texts(_) => "text[]",
            Self::Count(_) => "bigint[]",
            Self::Rank(_) => "real[]",
        }
    }
}

/// A statement in the making.
#[derive(Default)]
pub(super) struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// Adds text of this program's own.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value.
    pub(super) fn value(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        let place = self.values.len();
        self.text.push('$');
        self.text.push_str(&place.to_string());
        self
    }

    /// Adds a list as what a subquery gives, so that a plan for any list costs no more than one for the list at hand: only
    /// then does a connection keep the plan of a fixed statement. Planning takes longer than reading a few rows.
    pub(super) fn list(&mut self, value: Value) -> &mut Self {
        let of = value.list_type();
        self.text("(SELECT ").value(value).text("::").text(of).text(")")
    }

    /// Adds that a column, in a fixed statement, has one of the values of a list.
    pub(super) fn any(&mut self, column: &str, value: Value) -> &mut Self {
        let of = value.list_type();
        self.text(column).text(" = ANY (").list(value).text("::").text(of).text(")")
    }

    /// Adds that a column has one of these codes.
    pub(super) fn one_of(&mut self, column: &str, codes: impl Iterator<Item = i16>) -> &mut Self {
        self.text(column).text(" = ANY (").value(Value::Codes(codes.collect())).text(")")
    }

    /// Adds, to conditions before it, that a column has one of these codes; nothing where any will do.
    pub(super) fn and_one_of(&mut self, column: &str, codes: impl ExactSizeIterator<Item = i16>) -> &mut Self {
        if codes.len() == 0 { self } else { self.text(" AND ").one_of(column, codes) }
    }

    /// The statement's plan in place of its rows.
    #[cfg(feature = "testing")]
    pub(super) fn explained(mut self) -> Self {
        self.text.insert_str(0, "EXPLAIN ");
        self
    }

    /// The statement with its values bound, where its text is one of a few.
    pub(super) fn build_fixed(self) -> Statement<'static> {
        Statement::of(self.bound(), true)
    }

    /// The statement with its values bound.
    pub(super) fn build(self) -> Statement<'static> {
        Statement::of(self.bound(), false)
    }

    fn bound(self) -> BoxedSqlQuery<'static, Pg, SqlQuery> {
        let query = diesel::sql_query(self.text).into_boxed::<Pg>();
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Id(id) => query.bind::<SqlUuid, _>(id),
            Value::Ids(ids) => query.bind::<Array<SqlUuid>, _>(ids),
            Value::Code(code) => query.bind::<SmallInt, _>(code),
            Value::Codes(codes) => query.bind::<Array<SmallInt>, _>(codes),
            Value::Day(day) => query.bind::<Date, _>(day),
            Value::Days(days) => query.bind::<Array<Date>, _>(days),
            Value::Moment(moment) => query.bind::<Timestamptz, _>(moment),
            Value::Moments(moments) => query.bind::<Array<Timestamptz>, _>(moments),
            Value::Text(text) => query.bind::<Text, _>(text),
            Value::Texts(texts) => query.bind::<Array<Text>, _>(texts),
            Value::Count(count) => query.bind::<BigInt, _>(count),
            Value::Rank(rank) => query.bind::<Float, _>(rank),
        })
    }
}
