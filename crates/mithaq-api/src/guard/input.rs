//! Arguments and variables, checked against the schema, with words that say how to mend them.
//!
//! The library checks them too, and says "invalid value"; a person wants to know which rule.

use std::collections::HashSet;

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, OperationDefinition, Selection, SelectionSet, Type as Written,
};
use async_graphql::{Pos, Value, Variables};
use async_graphql_value::Value as InputValue;

use super::{Openings, root_type};
use crate::failure::Failure;
use crate::scalar;
use crate::sdl::{Input, Kind, Model, Shape, Type};

/// Refuses values that the schema does not take.
pub(super) fn check(
    model: &Model,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    openings: Openings,
) -> Result<(), Failure> {
    let checker = Checker { model, tell: openings.introspection };
    for definition in &operation.variable_definitions {
        let definition = &definition.node;
        let name = &definition.name.node;
        let path = format!("${name}");
        match variables.get(name) {
            Some(value) => checker.written(&definition.var_type.node, value, &path),
            None if !definition.var_type.node.nullable => {
                Err(format!("{path}: a value is required, and the request has none"))
            }
            None => Ok(()),
        }
        .map_err(|message| Failure::bad_input(message).at(definition.name.pos))?;
    }
    let mut walk = Walk { checker, document, seen: HashSet::new() };
    walk.set(root_type(operation.ty), &operation.selection_set.node)
}

struct Walk<'a> {
    checker: Checker<'a>,
    document: &'a ExecutableDocument,
    seen: HashSet<&'a str>,
}

impl<'a> Walk<'a> {
    fn set(&mut self, of: &str, set: &'a SelectionSet) -> Result<(), Failure> {
        let Some(of) = self.checker.model.get(of) else { return Ok(()) };
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let Some(defined) = of.field(&field.node.name.node) else { continue };
                    for (name, value) in &field.node.arguments {
                        if let Some(argument) = defined.args.iter().find(|argument| argument.name == *name.node) {
                            let path = format!("{}({})", defined.name, argument.name);
                            self.checker.literal(&argument.shape, &value.node, &path, name.pos)?;
                        }
                    }
                    self.set(defined.shape.name(), &field.node.selection_set.node)?;
                }
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map_or(of.name.as_str(), |on| &on.node.on.node);
                    self.set(on, &inline.node.selection_set.node)?;
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && self.seen.insert(name)
                    {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.set(on, &fragment.node.selection_set.node)?;
                    }
                }
            }
        }
        Ok(())
    }
}

struct Checker<'a> {
    model: &'a Model,
    /// Whether messages may list what the schema has.
    tell: bool,
}

impl Checker<'_> {
    /// A literal; what stands in variables is checked with the variables.
    fn literal(&self, shape: &Shape, value: &InputValue, path: &str, place: Pos) -> Result<(), Failure> {
        match value.clone().into_const_with(|_| Err(())) {
            Ok(value) => self.value(shape, &value, path).map_err(|message| Failure::bad_input(message).at(place)),
            Err(()) => self.around_variables(shape, value, path, place),
        }
    }

    fn around_variables(&self, shape: &Shape, value: &InputValue, path: &str, place: Pos) -> Result<(), Failure> {
        match (value, self.model.get(shape.name())) {
            (InputValue::List(items), _) if shape.is_list() => {
                let Some(inner) = element(shape) else { return Ok(()) };
                items
                    .iter()
                    .enumerate()
                    .try_for_each(|(at, item)| self.literal(inner, item, &format!("{path}[{at}]"), place))
            }
            (InputValue::Object(fields), Some(of)) if of.kind == Kind::InputObject => {
                fields.iter().try_for_each(|(name, value)| {
                    let path = format!("{path}.{name}");
                    match of.input_fields.iter().find(|field| field.name == **name) {
                        Some(field) => self.literal(&field.shape, value, &path, place),
                        None => Err(Failure::bad_input(self.unknown_field(of, &path)).at(place)),
                    }
                })
            }
            _ => Ok(()),
        }
    }

    fn written(&self, written: &Written, value: &Value, path: &str) -> Result<(), String> {
        match (value, &written.base) {
            (Value::Null, _) if written.nullable => Ok(()),
            (Value::Null, _) => Err(format!("{path}: null is not allowed here: give a value")),
            (Value::List(items), BaseType::List(inner)) => {
                items.iter().enumerate().try_for_each(|(at, item)| self.written(inner, item, &format!("{path}[{at}]")))
            }
            (value, BaseType::List(inner)) => self.written(inner, value, path),
            (value, BaseType::Named(name)) => self.model.get(name).map_or(Ok(()), |of| self.named(of, value, path)),
        }
    }

    fn value(&self, shape: &Shape, value: &Value, path: &str) -> Result<(), String> {
        match (shape.kind, &shape.of_type, value) {
            (Kind::NonNull, _, Value::Null) => Err(format!("{path}: null is not allowed here: give a value")),
            (Kind::NonNull, Some(inner), value) => self.value(inner, value, path),
            (_, _, Value::Null) => Ok(()),
            (Kind::List, Some(inner), Value::List(items)) => {
                items.iter().enumerate().try_for_each(|(at, item)| self.value(inner, item, &format!("{path}[{at}]")))
            }
            (Kind::List, Some(inner), value) => self.value(inner, value, path),
            (_, _, value) => self.model.get(shape.name()).map_or(Ok(()), |of| self.named(of, value, path)),
        }
    }

    fn named(&self, of: &Type, value: &Value, path: &str) -> Result<(), String> {
        match of.kind {
            Kind::Scalar => match scalar::complaint(&of.name, value) {
                None => Ok(()),
                Some(rule) => Err(format!("{path}: {value} is not {rule}")),
            },
            Kind::Enum => {
                let word = match value {
                    Value::Enum(name) => name.as_str(),
                    Value::String(text) => text,
                    _ => "",
                };
                if of.enum_values.iter().any(|known| known.name == word) {
                    return Ok(());
                }
                let known: Vec<&str> = of.enum_values.iter().map(|value| value.name.as_str()).collect();
                let list = if self.tell { format!(": write one of {}", known.join(", ")) } else { String::new() };
                Err(format!("{path}: {value} is not a value of {}{list}", of.name))
            }
            Kind::InputObject => self.object(of, value, path),
            Kind::Object | Kind::Interface | Kind::Union | Kind::List | Kind::NonNull => Ok(()),
        }
    }

    fn object(&self, of: &Type, value: &Value, path: &str) -> Result<(), String> {
        let Value::Object(given) = value else {
            return Err(format!("{path}: {value} is not an object with the fields of {}", of.name));
        };
        if let Some(name) = given.keys().find(|name| of.input_fields.iter().all(|field| field.name != ***name)) {
            return Err(self.unknown_field(of, &format!("{path}.{name}")));
        }
        if of.is_one_of == Some(true) && (given.len() != 1 || given.values().any(|value| *value == Value::Null)) {
            let fields = names(&of.input_fields);
            return Err(format!("{path}: give exactly one of {fields}, and not null"));
        }
        for field in &of.input_fields {
            match given.get(field.name.as_str()) {
                Some(value) => self.value(&field.shape, value, &format!("{path}.{}", field.name))?,
                None if field.shape.kind == Kind::NonNull && field.default_value.is_none() => {
                    return Err(format!("{path}.{}: a value is required", field.name));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn unknown_field(&self, of: &Type, path: &str) -> String {
        let list = if self.tell { format!(", which has {}", names(&of.input_fields)) } else { String::new() };
        format!("{path}: there is no such field in {}{list}", of.name)
    }
}

/// The shape of a list's elements.
fn element(shape: &Shape) -> Option<&Shape> {
    match (shape.kind, &shape.of_type) {
        (Kind::NonNull, Some(inner)) => element(inner),
        (Kind::List, Some(inner)) => Some(inner),
        _ => None,
    }
}

fn names(fields: &[Input]) -> String {
    fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
}
