//! The schema as introspection tells it.

use std::collections::HashMap;

use serde::Deserialize;

use super::federation::Federation;

/// What is asked of the library about its schema.
pub(crate) const INTROSPECTION: &str = "{
  __schema {
    types {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason type { ...T }
        args(includeDeprecated: true) { ...I }
      }
      inputFields(includeDeprecated: true) { ...I }
      interfaces { name }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { name }
    }
  }
}
fragment I on __InputValue { name description defaultValue isDeprecated deprecationReason type { ...T } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";

/// The schema's types by name, and what federation adds to them.
#[derive(Debug)]
pub(crate) struct Model {
    types: HashMap<String, Type>,
    pub(crate) federation: &'static Federation,
}

/// A type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "specifiedByURL")]
    pub(crate) specified_by: Option<String>,
    pub(crate) is_one_of: Option<bool>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub(crate) fields: Vec<Field>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub(crate) input_fields: Vec<Input>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub(crate) interfaces: Vec<Named>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub(crate) enum_values: Vec<EnumValue>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub(crate) possible_types: Vec<Named>,
}

/// Kinds of type, those that wrap others included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Kind {
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

/// A field of an object or interface.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "type")]
    pub(crate) shape: Shape,
    pub(crate) args: Vec<Input>,
    #[serde(flatten)]
    pub(crate) deprecation: Deprecation,
}

/// An argument or a field of an input object.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "type")]
    pub(crate) shape: Shape,
    pub(crate) default_value: Option<String>,
    #[serde(flatten)]
    pub(crate) deprecation: Deprecation,
}

/// A value of an enum.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EnumValue {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(flatten)]
    pub(crate) deprecation: Deprecation,
}

/// Whether and why something is on its way out.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Deprecation {
    #[serde(default)]
    pub(crate) is_deprecated: bool,
    #[serde(default)]
    pub(crate) deprecation_reason: Option<String>,
}

/// A type by its name.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
}

/// A type with its lists and non-nulls.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    name: Option<String>,
    pub(crate) of_type: Option<Box<Shape>>,
}

impl Model {
    /// Reads the answer to [`INTROSPECTION`].
    pub(crate) fn read(data: serde_json::Value, federation: &'static Federation) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Data {
            #[serde(rename = "__schema")]
            schema: Schema,
        }
        #[derive(Deserialize)]
        struct Schema {
            types: Vec<Type>,
        }
        let data: Data = serde_json::from_value(data)?;
        let types = data.schema.types.into_iter().map(|of| (of.name.clone(), of)).collect();
        Ok(Self { types, federation })
    }

    /// A type by its name.
    pub(crate) fn get(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// Every type, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Type> {
        self.types.values()
    }
}

impl Type {
    /// A field by its name.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether it has fields to select.
    pub(crate) const fn is_composite(&self) -> bool {
        match self.kind {
            Kind::Object | Kind::Interface | Kind::Union => true,
            Kind::Scalar | Kind::Enum | Kind::InputObject | Kind::List | Kind::NonNull => false,
        }
    }
}

impl Shape {
    /// The name of the type inside lists and non-nulls.
    pub(crate) fn name(&self) -> &str {
        match (&self.of_type, &self.name) {
            (Some(inner), _) => inner.name(),
            (None, Some(name)) => name,
            (None, None) => "",
        }
    }

    /// Whether it is a list, perhaps non-null.
    pub(crate) fn is_list(&self) -> bool {
        match (self.kind, &self.of_type) {
            (Kind::List, _) => true,
            (Kind::NonNull, Some(inner)) => inner.is_list(),
            _ => false,
        }
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.kind, &self.of_type) {
            (Kind::List, Some(inner)) => write!(f, "[{inner}]"),
            (Kind::NonNull, Some(inner)) => write!(f, "{inner}!"),
            _ => f.write_str(self.name()),
        }
    }
}

fn null_is_empty<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}
