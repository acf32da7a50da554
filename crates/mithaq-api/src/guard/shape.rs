//! The size of a document as if every fragment were written out, each fragment being looked at once.

use std::collections::HashMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use super::Openings;
use crate::failure::Failure;
use crate::limits::Limits;

/// How often introspection may lead from a type back to types.
const INTROSPECTION_DEPTH: u64 = 3;

#[derive(Debug, Default, Clone, Copy)]
struct Shape {
    selections: u64,
    aliases: u64,
    directives: u64,
    root_fields: u64,
    depth: u64,
    introspection_depth: u64,
}

impl Shape {
    /// This beside a sibling.
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.depth = self.depth.max(other.depth);
        self.introspection_depth = self.introspection_depth.max(other.introspection_depth);
    }
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    openings: Openings,
    /// None while a fragment is being measured.
    fragments: HashMap<&'a str, Option<Shape>>,
}

/// Refuses a document that is larger than the limits, that has a fragment spreading itself, or that
/// asks for what the operator has closed.
pub(super) fn check(document: &ExecutableDocument, limits: &Limits, openings: Openings) -> Result<(), Failure> {
    let mut measure = Measure { document, openings, fragments: HashMap::new() };
    let mut total = Shape::default();
    for (_, operation) in document.operations.iter() {
        let mut shape = measure.set(&operation.node.selection_set)?;
        shape.directives = shape.directives.saturating_add(count(&operation.node.directives));
        total.add(shape);
    }
    let split = "ask for less, or in several requests";
    for (which, asked, allowed, way_out) in [
        ("selections", total.selections, limits.selections, split),
        ("depth", total.depth, limits.depth, "nest fields and fragments less deeply"),
        ("aliases", total.aliases, limits.aliases, split),
        ("directives", total.directives, limits.directives, "use fewer directives"),
        ("rootFields", total.root_fields, limits.root_fields, split),
        (
            "introspectionDepth",
            total.introspection_depth,
            INTROSPECTION_DEPTH,
            "lead from types back to types less often",
        ),
    ] {
        if asked > allowed {
            return Err(Failure::limit(which, asked, allowed, way_out));
        }
    }
    Ok(())
}

impl<'a> Measure<'a> {
    fn set(&mut self, set: &'a Positioned<SelectionSet>) -> Result<Shape, Failure> {
        let mut sum = Shape::default();
        for selection in &set.node.items {
            let mut shape = match &selection.node {
                Selection::Field(field) => {
                    self.refuse_closed(&field.node.name)?;
                    let mut shape = self.set(&field.node.selection_set)?;
                    shape.aliases = shape.aliases.saturating_add(u64::from(field.node.alias.is_some()));
                    shape.introspection_depth += u64::from(leads_back_to_types(&field.node.name.node));
                    shape.selections = shape.selections.saturating_add(1);
                    shape.root_fields = 1;
                    shape.depth += 1;
                    shape
                }
                Selection::InlineFragment(inline) => {
                    let mut shape = self.set(&inline.node.selection_set)?;
                    shape.selections = shape.selections.saturating_add(1);
                    shape.depth += 1;
                    shape
                }
                Selection::FragmentSpread(spread) => {
                    let mut shape = self.fragment(&spread.node.fragment_name)?;
                    shape.selections = shape.selections.saturating_add(1);
                    shape
                }
            };
            shape.directives = shape.directives.saturating_add(count(selection.node.directives()));
            sum.add(shape);
        }
        Ok(sum)
    }

    fn fragment(&mut self, name: &'a Positioned<async_graphql::Name>) -> Result<Shape, Failure> {
        match self.fragments.get(name.node.as_str()) {
            Some(Some(shape)) => return Ok(*shape),
            Some(None) => {
                let message = format!("fragment {} spreads itself, so it has no end: take the spread out", name.node);
                return Err(Failure::bad_input(message).at(name.pos));
            }
            None => {}
        }
        // That there is no such fragment is the library's to say.
        let Some(fragment) = self.document.fragments.get(&name.node) else { return Ok(Shape::default()) };
        self.fragments.insert(&name.node, None);
        let mut shape = self.set(&fragment.node.selection_set)?;
        shape.directives = shape.directives.saturating_add(count(&fragment.node.directives));
        shape.depth += 1;
        self.fragments.insert(&name.node, Some(shape));
        Ok(shape)
    }

    fn refuse_closed(&self, field: &Positioned<async_graphql::Name>) -> Result<(), Failure> {
        let closed = match field.node.as_str() {
            "__schema" | "__type" => !self.openings.introspection,
            "_service" => !self.openings.service_sdl,
            _ => false,
        };
        if closed {
            let message = format!("{} is closed here: ask the registry's operator for its schema", field.node);
            return Err(Failure::forbidden(message).at(field.pos));
        }
        Ok(())
    }
}

fn leads_back_to_types(field: &str) -> bool {
    matches!(field, "fields" | "inputFields" | "interfaces" | "possibleTypes")
}

fn count<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    const OPEN: Openings = Openings { introspection: true, service_sdl: true };

    fn refusal(query: &str, openings: Openings) -> Option<Failure> {
        check(&parse_query(query).unwrap(), &Limits::default(), openings).err()
    }

    #[test]
    fn the_size_of_a_fragment_bomb_is_known_without_counting_it_out() {
        use std::fmt::Write;
        let mut bomb = "{...f0}".to_owned();
        for level in 0..60 {
            write!(bomb, " fragment f{level} on Query {{ ...f{0} ...f{0} }}", level + 1).unwrap();
        }
        bomb.push_str(" fragment f60 on Query { __typename }");
        // Whoever looked at each of so many selections would not come to an end.
        let selections = 3 * (1_u64 << 60) - 1;
        let refusal = refusal(&bomb, OPEN).unwrap();
        assert!(format!("{refusal:?}").contains(&format!("selections: {selections} asked")), "{refusal:?}");
    }

    #[test]
    fn a_fragment_that_spreads_itself_is_refused() {
        let refusal = refusal("{...a} fragment a on Query {...b} fragment b on Query {...a}", OPEN).unwrap();
        assert!(format!("{refusal:?}").contains("spreads itself"), "{refusal:?}");
    }

    #[test]
    fn each_limit_is_told_by_its_name() {
        let many = |part: &str, times: usize| part.repeat(times);
        for (query, which) in [
            (format!("{{{}a{}}}", many("a{", 24), many("}", 24)), "depth"),
            (format!("{{{}}}", many("x:a ", 101)), "aliases"),
            (format!("{{a{}}}", many(" @skip(if:false)", 101)), "directives"),
            (format!("{{{}}}", many("a ", 51)), "rootFields"),
            (format!("{{b{{{}}}}}", many("a ", 5_001)), "selections"),
            (
                "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}".to_owned(),
                "introspectionDepth",
            ),
        ] {
            let refusal = refusal(&query, OPEN).unwrap();
            assert!(format!("{refusal:?}").contains(which), "{which}: {refusal:?}");
        }
    }

    #[test]
    fn what_is_closed_is_closed_each_by_itself() {
        let schema = "{a{b} ...f} fragment f on Query {__schema{types{name}}}";
        let service = "{_service{sdl}}";
        let only = |introspection, service_sdl| Openings { introspection, service_sdl };
        assert!(refusal(schema, only(false, true)).is_some());
        assert!(refusal(schema, only(true, false)).is_none());
        assert!(refusal(service, only(true, false)).is_some());
        assert!(refusal(service, only(false, true)).is_none());
    }
}
