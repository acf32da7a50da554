//! What an operation came to, by the same weights, once it is answered.

use std::cell::RefCell;
use std::collections::HashMap;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Positioned, Value, Variables};
use async_graphql_value::{Name, Value as InputValue};

use super::cost::applies;
use super::root_type;
use crate::sdl::{Model, Type};

/// What one document's operation came to.
pub(crate) struct Actual<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    /// By selection and object, as fragments lead to the same more than once.
    known: RefCell<HashMap<(usize, usize), u64>>,
}

impl<'a> Actual<'a> {
    pub(crate) fn new(
        model: &'a Model,
        document: &'a ExecutableDocument,
        operation: &'a OperationDefinition,
        variables: &'a Variables,
    ) -> Self {
        Self { model, document, operation, variables, known: RefCell::default() }
    }

    /// What the operation came to that was answered so: every entry that came counts, and none that might have.
    pub(crate) fn of(&self, data: &Value) -> u64 {
        self.any(root_type(self.operation.ty), &self.operation.selection_set.node, data)
    }

    fn any(&self, name: &str, set: &SelectionSet, value: &Value) -> u64 {
        match value {
            Value::List(entries) => {
                entries.iter().map(|entry| self.any(name, set, entry).saturating_add(1)).fold(0, u64::saturating_add)
            }
            Value::Object(object) => {
                let key = (std::ptr::from_ref(set).addr(), std::ptr::from_ref(object).addr());
                if let Some(known) = self.known.borrow().get(&key) {
                    return *known;
                }
                let cost = self.object(name, set, object);
                self.known.borrow_mut().insert(key, cost);
                cost
            }
            _ => 0,
        }
    }

    /// A selection on an object: of the type that it says it is or, where it does not say, the dearest that it may be.
    fn object(&self, name: &str, set: &SelectionSet, object: &IndexMap<Name, Value>) -> u64 {
        let Some(of) = self.model.get(name) else { return 0 };
        if of.possible_types.is_empty() {
            return self.one(of, set, object);
        }
        let said = match object.get("__typename") {
            Some(Value::String(said)) => of.possible_types.iter().find(|possible| possible.name == *said),
            _ => None,
        };
        let possible = said.map_or_else(|| of.possible_types.iter().collect(), |said| vec![said]);
        let costs = possible.into_iter().filter_map(|possible| self.model.get(&possible.name));
        costs.map(|possible| self.one(possible, set, object)).max().unwrap_or(0)
    }

    /// A selection on an object of a known type.
    fn one(&self, of: &Type, set: &SelectionSet, object: &IndexMap<Name, Value>) -> u64 {
        let cost = |selection: &Selection| match selection {
            Selection::Field(field) if self.is_left_out(&field.node.directives) => 0,
            Selection::InlineFragment(inline) if self.is_left_out(&inline.node.directives) => 0,
            Selection::FragmentSpread(spread) if self.is_left_out(&spread.node.directives) => 0,
            Selection::Field(field) => self.field(of, &field.node, object),
            Selection::InlineFragment(inline) => {
                let on = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                self.fragment(of, on, &inline.node.selection_set.node, object)
            }
            Selection::FragmentSpread(spread) => {
                self.document.fragments.get(&spread.node.fragment_name.node).map_or(0, |fragment| {
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    self.fragment(of, Some(on), &fragment.node.selection_set.node, object)
                })
            }
        };
        set.items.iter().map(|selection| cost(&selection.node)).fold(0, u64::saturating_add)
    }

    fn fragment(&self, of: &Type, on: Option<&str>, set: &SelectionSet, object: &IndexMap<Name, Value>) -> u64 {
        if applies(self.model, of, on) { self.one(of, set, object) } else { 0 }
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

    /// Whether `@skip` or `@include` leaves a selection out.
    fn is_left_out(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let said = directive.node.get_argument("if").map(|said| &said.node);
            match (directive.node.name.node.as_str(), said.and_then(|said| self.is_true(said))) {
                ("skip", said) => said == Some(true),
                ("include", said) => said == Some(false),
                _ => false,
            }
        })
    }

    fn is_true(&self, said: &InputValue) -> Option<bool> {
        match said {
            InputValue::Boolean(said) => Some(*said),
            InputValue::Variable(name) => match self.variables.get(name) {
                Some(Value::Boolean(said)) => Some(*said),
                _ => None,
            },
            _ => None,
        }
    }
}
