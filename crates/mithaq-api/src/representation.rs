//! Things by their keys, as gateways ask for them.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use futures_util::future::join_all;

use crate::failure::Failure;

/// A type's name and a key of it, as a gateway sends them.
pub(crate) struct Representation(Value);

/// A type's name and a key of it, as a gateway sends them.
#[Scalar(name = "_Any")]
impl ScalarType for Representation {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Object(_) => Ok(Self(value)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        self.0.clone()
    }
}

impl Representation {
    /// A text in it; none where it has no such member, or null.
    pub(crate) fn text(&self, member: &str) -> Result<Option<&str>, Failure> {
        let Value::Object(members) = &self.0 else { return Ok(None) };
        match members.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(Failure::bad_input(format!("{member}: {other} is not a text"))),
        }
    }

    /// An object in it; none where it has no such member, or null.
    #[cfg(feature = "conformance")]
    pub(crate) fn object(&self, member: &str) -> Result<Option<Self>, Failure> {
        let Value::Object(members) = &self.0 else { return Ok(None) };
        match members.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(object @ Value::Object(_)) => Ok(Some(Self(object.clone()))),
            Some(other) => Err(Failure::bad_input(format!("{member}: {other} is not an object"))),
        }
    }

    /// A number in it; none where it has no such member, or null.
    #[cfg(feature = "conformance")]
    pub(crate) fn number(&self, member: &str) -> Result<Option<i64>, Failure> {
        let Value::Object(members) = &self.0 else { return Ok(None) };
        match members.get(member) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) => Ok(number.as_i64()),
            Some(other) => Err(Failure::bad_input(format!("{member}: {other} is not a number"))),
        }
    }
}

/// The things, in the order asked, at most so many. What is absent or hidden is none; a key that is none, or two that
/// disagree, are an error at their own place, and the others answer.
pub(crate) async fn find_each<'a, E, F>(
    representations: &'a [Representation],
    allowed: u64,
    find: impl Fn(&'a Representation) -> F,
) -> Result<Vec<Option<Result<E, Failure>>>, Failure>
where
    F: Future<Output = Result<Option<E>, Failure>>,
{
    let asked = u64::try_from(representations.len()).unwrap_or(u64::MAX);
    if asked > allowed {
        return Err(Failure::limit("representations", asked, allowed, "ask for them in several requests"));
    }
    let found = join_all(representations.iter().map(find)).await;
    Ok(found.into_iter().map(Result::transpose).collect())
}

/// A representation without any key of its type.
pub(crate) fn no_key(of: &str, keys: &str) -> Failure {
    Failure::bad_input(format!("{keys}: a representation of {of} has its key"))
}
