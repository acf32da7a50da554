//! A GraphQL request in an address, as GET has it.

use std::collections::BTreeMap;

use actix_web::web::Query;
use mithaq_api::RequestBody;
use serde_json::{Map, Value};

use super::body;
use super::refusal::Refusal;

/// Understands the parameters of an address: the document as text, variables and extensions as JSON.
///
/// # Errors
/// What of it is not as it must be.
pub(crate) fn parse(query_string: &str) -> Result<RequestBody, Refusal> {
    let Query(parameters) = Query::<BTreeMap<String, String>>::from_query(query_string)
        .map_err(|error| Refusal::Body(format!("the address cannot be read: {error}")))?;
    let mut members = Map::new();
    for (name, text) in parameters {
        let value = match name.as_str() {
            "variables" | "extensions" => {
                serde_json::from_str(&text).map_err(|error| Refusal::Body(format!("{name} is not JSON: {error}")))?
            }
            _ => Value::String(text),
        };
        members.insert(name, value);
    }
    body::request(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_json_in_the_address() {
        let request = parse("query=%7B%20a%20%7D&variables=%7B%22x%22%3A1%7D&operationName=Q").unwrap();
        assert_eq!((request.query.as_str(), request.operation_name.as_deref()), ("{ a }", Some("Q")));
        assert_eq!(request.variables.unwrap()["x"], 1);
        assert!(parse("query=%7Ba%7D&variables=x").unwrap_err().message().contains("variables is not JSON"));
    }
}
