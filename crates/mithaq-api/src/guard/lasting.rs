//! Whether an answer changes with releases only.

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet};

use super::root_type;
use crate::sdl::Model;

/// Whether everything that a query asks for is of types that change with releases only: who there is in the world, and not
/// what is recorded of it.
pub(super) fn lasts(model: &Model, document: &ExecutableDocument, operation: &OperationDefinition) -> bool {
    operation.ty == OperationType::Query
        && Walk { model, document }.set(root_type(operation.ty), &operation.selection_set.node)
}

struct Walk<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
}

impl Walk<'_> {
    fn set(&self, of: &str, set: &SelectionSet) -> bool {
        set.items.iter().all(|selection| match &selection.node {
            Selection::Field(field) => self.field(of, &field.node.name.node, &field.node.selection_set.node),
            Selection::InlineFragment(inline) => {
                let on = inline.node.type_condition.as_ref().map_or(of, |on| on.node.on.node.as_str());
                self.set(on, &inline.node.selection_set.node)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = self.document.fragments.get(&spread.node.fragment_name.node);
                fragment.is_some_and(|fragment| {
                    self.set(&fragment.node.type_condition.node.on.node, &fragment.node.selection_set.node)
                })
            }
        })
    }

    fn field(&self, of: &str, name: &str, below: &SelectionSet) -> bool {
        // A schema, too, is of a release.
        if name.starts_with("__") {
            return true;
        }
        let Some(defined) = self.model.get(of).and_then(|of| of.field(name)) else { return false };
        let to = defined.shape.name();
        let leads_on = self.model.get(to).is_some_and(crate::sdl::Type::is_composite);
        !leads_on || (self.model.federation.lasting.contains(&to) && self.set(to, below))
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::super::chosen;
    use super::*;
    use crate::api::model;

    #[test]
    fn who_there_is_lasts_and_what_is_recorded_does_not() {
        for (query, expected) in [
            ("{ country(code: \"KEN\") { code name { value } } }", true),
            (
                "{ actors(first: 5) { totalCount edges { node { id ...F } } pageInfo { endCursor } } } fragment F on FormerState { successors { name { value } } }",
                true,
            ),
            ("{ __schema { types { name } } }", true),
            ("{ country(code: \"KEN\") { code agreements { totalCount } } }", false),
            ("{ country(code: \"KEN\") { code } agreements { totalCount } }", false),
            ("{ registryViewer { subject } }", false),
            ("{ actors { edges { node { ... on Country { agreements { totalCount } } } } } }", false),
            ("mutation { __typename }", false),
        ] {
            let document = parse_query(query).unwrap();
            assert_eq!(lasts(model(), &document, chosen(&document, None).unwrap()), expected, "{query}");
        }
    }
}
