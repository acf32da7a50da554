//! What an operation may cost, by the weights and list sizes that the SDL declares.
//!
//! A field that leads to an object costs 1 and a plain value nothing, unless the table says otherwise;
//! what stands below a list counts once for each entry that may come.

use std::collections::HashMap;

use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};
use async_graphql_value::Value;

use super::root_type;
use crate::limits::Limits;
use crate::sdl::{Model, Type};

/// How long a list of objects is taken to be where no table says it.
const UNKNOWN_LIST: u64 = 5;

/// The cost of one document's operations.
pub(crate) struct Cost<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    limits: &'a Limits,
    known: HashMap<(usize, &'a str, Option<u64>), u64>,
}

impl<'a> Cost<'a> {
    pub(crate) fn new(
        model: &'a Model,
        document: &'a ExecutableDocument,
        variables: &'a Variables,
        limits: &'a Limits,
    ) -> Self {
        Self { model, document, variables, limits, known: HashMap::new() }
    }

    /// What an operation costs at most.
    pub(crate) fn of(&mut self, operation: &'a OperationDefinition) -> u64 {
        self.any(root_type(operation.ty), &operation.selection_set.node, None)
    }

    /// A selection on a type; the dearest of its types where it is one of several.
    fn any(&mut self, name: &'a str, set: &'a SelectionSet, entries: Option<u64>) -> u64 {
        let Some(of) = self.model.get(name) else { return 0 };
        let key = (std::ptr::from_ref(set).addr(), of.name.as_str(), entries);
        if let Some(cost) = self.known.get(&key) {
            return *cost;
        }
        let cost = if of.possible_types.is_empty() {
            self.one(of, set, entries)
        } else {
            let members = of.possible_types.iter().filter_map(|member| self.model.get(&member.name));
            members.collect::<Vec<_>>().into_iter().map(|member| self.one(member, set, entries)).max().unwrap_or(0)
        };
        self.known.insert(key, cost);
        cost
    }

    /// A selection on an object.
    fn one(&mut self, of: &'a Type, set: &'a SelectionSet, entries: Option<u64>) -> u64 {
        set.items
            .iter()
            .map(|selection| match &selection.node {
                Selection::Field(field) => self.field(of, &field.node, entries),
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    if applies(self.model, of, on) { self.one(of, &inline.node.selection_set.node, entries) } else { 0 }
                }
                Selection::FragmentSpread(spread) => {
                    self.document.fragments.get(&spread.node.fragment_name.node).map_or(0, |fragment| {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        if applies(self.model, of, Some(on)) {
                            self.one(of, &fragment.node.selection_set.node, entries)
                        } else {
                            0
                        }
                    })
                }
            })
            .fold(0, u64::saturating_add)
    }

    fn field(&mut self, of: &'a Type, field: &'a Field, entries: Option<u64>) -> u64 {
        let name = field.name.node.as_str();
        // Introspection is bounded by its own depth.
        let Some(defined) = of.field(name) else { return 0 };
        let leads_to_objects = self.model.get(defined.shape.name()).is_some_and(Type::is_composite);
        let own = self.model.federation.weight(&of.name, name).unwrap_or(u64::from(leads_to_objects));
        if !leads_to_objects {
            return own;
        }
        let below = &field.selection_set.node;
        let size = self.model.federation.list_size(&of.name, name);
        if name == "_entities" {
            let each = self.any(defined.shape.name(), below, None).saturating_add(1);
            return own.saturating_add(self.representations(field).saturating_mul(each));
        }
        if size.is_some_and(|size| size.pages) {
            let entries = self.page(field, size.map_or(0, |size| size.assumed));
            return own.saturating_add(self.any(defined.shape.name(), below, Some(entries)));
        }
        let each = self.any(defined.shape.name(), below, None);
        if !defined.shape.is_list() {
            return own.saturating_add(each);
        }
        let entries = match (entries, name) {
            (Some(entries), "edges") => entries,
            _ => size.map_or(UNKNOWN_LIST, |size| size.assumed),
        };
        own.saturating_add(entries.saturating_mul(each.saturating_add(1)))
    }

    /// How many entries a page may have; more than a page holds is refused where it is asked for.
    fn page(&self, field: &Field, assumed: u64) -> u64 {
        ["first", "last"]
            .into_iter()
            .find_map(|name| match self.argument(field, name)? {
                Value::Number(number) => number.as_u64(),
                _ => None,
            })
            .unwrap_or(assumed)
            .min(u64::from(self.limits.page_size))
    }

    fn representations(&self, field: &Field) -> u64 {
        match self.argument(field, "representations") {
            Some(Value::List(items)) => u64::try_from(items.len()).unwrap_or(u64::MAX),
            Some(Value::Null) | None => 0,
            Some(_) => 1,
        }
    }

    /// What an argument is given. Variables within a list stay as they are written: how many there are is plain.
    fn argument(&self, field: &Field, name: &str) -> Option<Value> {
        match &field.get_argument(name)?.node {
            Value::Variable(variable) => self.variables.get(variable).cloned().map(Into::into),
            written => Some(written.clone()),
        }
    }
}

/// Whether a fragment on a type applies to objects of a concrete one.
pub(super) fn applies(model: &Model, of: &Type, condition: Option<&str>) -> bool {
    condition.is_none_or(|on| {
        on == of.name
            || on == "_Entity"
            || model.get(on).is_some_and(|on| on.possible_types.iter().any(|possible| possible.name == of.name))
    })
}
