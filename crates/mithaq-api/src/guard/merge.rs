//! A mutation selected twice under one response name runs once, and a subscription is followed once.
//!
//! The specification merges such fields; the library would run each, and overlooks a subscription's that stand in a
//! fragment. So they are merged here, where that is plain, and refused where it is not.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned};

use crate::failure::Failure;

/// Merges the root fields of each mutation and subscription in the document that answer under one name.
pub(super) fn roots(document: &mut ExecutableDocument) -> Result<(), Failure> {
    if document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query) {
        return Ok(());
    }
    let used = used_fragments(document);
    let fragments = document.fragments.clone();
    let mut merged = false;
    let operations: Vec<_> = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
    };
    for operation in operations {
        let mut root = Root { fragments: &fragments, fields: Vec::new(), doubled: false };
        let is_written_anew = match operation.node.ty {
            OperationType::Query => false,
            OperationType::Mutation => {
                root.collect(&operation.node.selection_set.node, false)?;
                root.doubled
            }
            OperationType::Subscription => {
                root.collect(&operation.node.selection_set.node, false)?;
                root.refuse_all_but_one(operation.pos)?;
                true
            }
        };
        if is_written_anew {
            merged = true;
            operation.node.selection_set.node.items = root.into_selections();
        }
    }
    if merged {
        // A fragment whose fields stand at the root now is not "unused" by its author's fault.
        let still = used_fragments(document);
        document.fragments.retain(|name, _| still.contains(name) || !used.contains(name));
    }
    Ok(())
}

struct Root<'a> {
    fragments: &'a HashMap<Name, Positioned<async_graphql::parser::types::FragmentDefinition>>,
    fields: Vec<(Positioned<Field>, bool)>,
    doubled: bool,
}

impl Root<'_> {
    /// Collects the fields of a set; `conditional` where a directive stands above it.
    fn collect(&mut self, set: &SelectionSet, conditional: bool) -> Result<(), Failure> {
        for selection in &set.items {
            let conditional = conditional || !selection.node.directives().is_empty();
            match &selection.node {
                Selection::Field(field) => self.add(field, conditional)?,
                Selection::InlineFragment(inline) => self.collect(&inline.node.selection_set.node, conditional)?,
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(&spread.node.fragment_name.node) {
                        self.collect(&fragment.node.selection_set.node, conditional)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, field: &Positioned<Field>, conditional: bool) -> Result<(), Failure> {
        let name = &field.node.response_key().node;
        let earlier = self.fields.iter_mut().find(|(earlier, _)| earlier.node.response_key().node == *name);
        let Some((earlier, earlier_conditional)) = earlier else {
            self.fields.push((field.clone(), conditional));
            return Ok(());
        };
        if conditional || *earlier_conditional || !is_same(&earlier.node, &field.node) {
            let message = format!(
                "two fields answer under the name {name}, and they differ or stand under a directive: give each a name of its own, as in second: {}",
                field.node.name.node
            );
            return Err(Failure::bad_input(message).at(field.pos));
        }
        earlier.node.selection_set.node.items.extend(field.node.selection_set.node.items.iter().cloned());
        self.doubled = true;
        Ok(())
    }

    /// Refuses a subscription to several things or, as whether it is one would turn on variables, under a directive.
    fn refuse_all_but_one(&self, place: Pos) -> Result<(), Failure> {
        match self.fields.as_slice() {
            [(_, false)] => Ok(()),
            [(field, true)] => {
                let message = "a subscription's field stands under no directive: subscribe to it, or do not";
                Err(Failure::bad_input(message).at(field.pos))
            }
            [] | [_, _, ..] => {
                let message = "a subscription has one field at its root: subscribe to each by itself";
                Err(Failure::bad_input(message).at(place))
            }
        }
    }

    fn into_selections(self) -> Vec<Positioned<Selection>> {
        self.fields
            .into_iter()
            .map(|(field, _)| {
                let place = field.pos;
                Positioned::new(Selection::Field(field), place)
            })
            .collect()
    }
}

fn is_same(one: &Field, other: &Field) -> bool {
    one.name.node == other.name.node
        && one.arguments.len() == other.arguments.len()
        && one
            .arguments
            .iter()
            .all(|(name, value)| other.get_argument(&name.node).is_some_and(|argument| argument.node == value.node))
}

fn used_fragments(document: &ExecutableDocument) -> HashSet<Name> {
    let mut used = HashSet::new();
    let mut to_visit: Vec<&SelectionSet> =
        document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node).collect();
    while let Some(set) = to_visit.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => to_visit.push(&field.node.selection_set.node),
                Selection::InlineFragment(inline) => to_visit.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = document.fragments.get(name)
                        && used.insert(name.clone())
                    {
                        to_visit.push(&fragment.node.selection_set.node);
                    }
                }
            }
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn root_fields(query: &str) -> Result<Vec<(String, usize)>, Failure> {
        let mut document = parse_query(query).unwrap();
        roots(&mut document)?;
        let (_, operation) = document.operations.iter().next().unwrap();
        Ok(operation
            .node
            .selection_set
            .node
            .items
            .iter()
            .map(|selection| match &selection.node {
                Selection::Field(field) => {
                    (field.node.response_key().to_string(), field.node.selection_set.node.items.len())
                }
                Selection::InlineFragment(_) | Selection::FragmentSpread(_) => ("...".to_owned(), 0),
            })
            .collect())
    }

    #[test]
    fn the_same_mutation_under_one_name_is_merged() {
        let one = |count| Ok(vec![("a".to_owned(), count)]);
        assert_eq!(root_fields("mutation{a(x:1){b} a(x:1){c}}"), one(2));
        assert_eq!(root_fields("mutation{a{b} ...F} fragment F on Mutation{a{c}}"), one(2));
        assert_eq!(root_fields("mutation{...F ...F} fragment F on Mutation{a{c}}"), one(2));
        assert_eq!(root_fields("mutation{a{b} ... on Mutation{a{c}}}"), one(2));
    }

    #[test]
    fn a_subscription_has_its_one_field_at_the_root() {
        let one = |count| Ok(vec![("a".to_owned(), count)]);
        assert_eq!(root_fields("subscription{a{b}}"), one(1));
        assert_eq!(root_fields("subscription{...F ...F} fragment F on Subscription{a{c}}"), one(2));
        assert_eq!(root_fields("subscription{a{b} ... on Subscription{a{c}}}"), one(2));
        assert_eq!(root_fields("subscription{...F} fragment F on Subscription{a{c}}"), one(1));
        for query in [
            "subscription{a{b} c{b}}",
            "subscription{x:a{b} y:a{b}}",
            "subscription{a(x:1){b} a(x:2){b}}",
            "subscription{a{b} ...F} fragment F on Subscription{c{b}}",
            "subscription($s:Boolean!){...F @skip(if:$s)} fragment F on Subscription{a{c}}",
            "subscription{a @include(if:true){b}}",
            "subscription{...F}",
        ] {
            assert!(root_fields(query).is_err(), "{query}");
        }
    }

    #[test]
    fn what_is_not_plain_is_refused() {
        for query in [
            "mutation{a(x:1){b} a(x:2){b}}",
            "mutation{x:a{b} x:c{b}}",
            "mutation{a{b} a @include(if:true){b}}",
            "mutation{a{b} ...F} fragment F on Mutation{a(x:1){c}}",
            "mutation($s:Boolean!){a{b} ...F @skip(if:$s)} fragment F on Mutation{a{c}}",
        ] {
            assert!(root_fields(query).is_err(), "{query}");
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        let two = Ok(vec![("a".to_owned(), 1), ("c".to_owned(), 1)]);
        assert_eq!(root_fields("mutation{a{b} c:a{b}}"), two);
        assert_eq!(root_fields("{a{b} a{b}}").unwrap().len(), 2);
        assert_eq!(root_fields("mutation{...F} fragment F on Mutation{a{c}}"), Ok(vec![("...".to_owned(), 0)]));
    }
}
