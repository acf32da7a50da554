//! Languages.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use mithaq_domain::terms;

pub(super) const RULE: &str = "a language tag of BCP 47, such as ar, en or pt-BR";

/// A language by its tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language(pub(crate) terms::Language);

impl Language {
    /// What is given where a client asks for no language.
    pub(crate) fn default_list() -> Vec<Self> {
        vec![Self(terms::Language::english())]
    }

    /// The languages as the domain takes them.
    pub(crate) fn wanted(list: Vec<Self>) -> Vec<terms::Language> {
        list.into_iter().map(|language| language.0).collect()
    }
}

/// A language by its tag of BCP 47: `ar`, `en`, `pt-BR`.
#[Scalar]
impl ScalarType for Language {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.as_str().to_owned())
    }
}
