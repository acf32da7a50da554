//! Plain values of the schema, and what is wrong with one that is not.

mod date;
mod language;

use async_graphql::Value;
use mithaq_domain::day::PartialDate as DomainPartialDate;
use mithaq_domain::terms::Language as DomainLanguage;

pub(crate) use date::{Date, DateTime, PartialDate};
pub(crate) use language::Language;

/// What a value should have been, where it is not what the scalar takes; completes "it is not ...".
pub(crate) fn complaint(scalar: &str, value: &Value) -> Option<&'static str> {
    let text = match value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    };
    let (fits, rule) = match scalar {
        "Int" => (is_int(value), "a whole number between -2147483648 and 2147483647"),
        "Float" => (matches!(value, Value::Number(_)), "a number"),
        "String" => (text.is_some(), "a text: put it in quotes"),
        "Boolean" => (matches!(value, Value::Boolean(_)), "true or false"),
        "ID" => (text.is_some() || is_int(value), "an id: put it in quotes"),
        "Date" => (text.is_some_and(|text| date::read_date(text).is_some()), date::DATE_RULE),
        "DateTime" => (text.is_some_and(|text| date::read_moment(text).is_some()), date::MOMENT_RULE),
        "PartialDate" => (text.is_some_and(|text| text.parse::<DomainPartialDate>().is_ok()), date::PARTIAL_RULE),
        "Language" => (text.is_some_and(|text| text.parse::<DomainLanguage>().is_ok()), language::RULE),
        _ => (true, ""),
    };
    (!fits).then_some(rule)
}

fn is_int(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        _ => false,
    }
}
