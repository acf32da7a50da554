//! What an operation came to, by the same weights, once it is answered.

use async_graphql::Value;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};
use async_graphql_value::Name;

use super::cost::applies;
use super::root_type;
use crate::sdl::{Model, Type};

/// What one document's operations came to.
pub(crate) struct Actual<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
}

impl<'a> Actual<'a> {
    pub(crate) const fn new(model: &'a Model, document: &'a ExecutableDocument) -> Self {
        Self { model, document }
    }

    /// What an operation came to that was answered so: every entry that came counts, and none that might have.
    pub(crate) fn of(&self, operation: &OperationDefinition, data: &Value) -> u64 {
        self.any(root_type(operation.ty), &operation.selection_set.node, data)
    }

    /// A selection on a type: of the one that an object says it is or, where it does not say, the dearest that it may be.
    fn any(&self, name: &str, set: &SelectionSet, value: &Value) -> u64 {
        match value {
            Value::List(entries) => {
                entries.iter().map(|entry| self.any(name, set, entry).saturating_add(1)).fold(0, u64::saturating_add)
            }
            Value::Object(object) => self.object(name, set, object),
            _ => 0,
        }
    }

    fn object(&self, name: &str, set: &SelectionSet, object: &IndexMap<Name, Value>) -> u64 {
        let Some(of) = self.model.get(name) else { return 0 };
        if of.possible_types.is_empty() {
            return self.one(of, set, object);
        }
        let said = match object.get("__typename") {
            Some(Value::String(said)) => Some(said.as_str()),
            _ => None,
        };
        let possible = of.possible_types.iter().filter(|possible| said.is_none_or(|said| said == possible.name));
        let costs = possible.filter_map(|possible| self.model.get(&possible.name));
        costs.map(|possible| self.one(possible, set, object)).max().unwrap_or(0)
    }

    /// A selection on an object of a known type.
    fn one(&self, of: &Type, set: &SelectionSet, object: &IndexMap<Name, Value>) -> u64 {
        let cost = |selection: &Selection| match selection {
            Selection::Field(field) => self.field(of, &field.node, object),
            Selection::InlineFragment(inline) => {
                let on = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                if applies(of, on) { self.one(of, &inline.node.selection_set.node, object) } else { 0 }
            }
            Selection::FragmentSpread(spread) => {
                self.document.fragments.get(&spread.node.fragment_name.node).map_or(0, |fragment| {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    if applies(of, Some(on)) { self.one(of, &fragment.node.selection_set.node, object) } else { 0 }
                })
            }
        };
        set.items.iter().map(|selection| cost(&selection.node)).fold(0, u64::saturating_add)
    }

    fn field(&self, of: &Type, field: &Field, object: &IndexMap<Name, Value>) -> u64 {
        let name = field.name.node.as_str();
        let (Some(defined), Some(value)) = (of.field(name), object.get(field.response_key().node.as_str())) else {
            return 0;
        };
        let leads_to_objects = self.model.get(defined.shape.name()).is_some_and(Type::is_composite);
        let own = self.model.federation.weight(&of.name, name).unwrap_or(u64::from(leads_to_objects));
        if !leads_to_objects {
            return own;
        }
        own.saturating_add(self.any(defined.shape.name(), &field.selection_set.node, value))
    }
}
