//! The writer.

use std::fmt::{self, Display, Write};

use super::federation::{Federation, PLUMBING_FIELDS, PLUMBING_TYPES};
use super::model::{Deprecation, Field, Input, Kind, Model, Type};

/// Scalars of the language itself, which no SDL defines.
const BUILT_IN: &[&str] = &["Boolean", "Float", "ID", "Int", "String"];

/// The SDL of the subgraph: the roots first, then the types by name.
pub(crate) fn write(model: &Model) -> String {
    let mut types: Vec<&Type> = model
        .iter()
        .filter(|of| !of.name.starts_with("__"))
        .filter(|of| !BUILT_IN.contains(&of.name.as_str()) && !PLUMBING_TYPES.contains(&of.name.as_str()))
        .collect();
    types.sort_by_key(|of| (rank(&of.name), &of.name));
    let federation = model.federation;
    let mut sdl = federation.head.to_owned();
    for of in types {
        write!(sdl, "\n{}", Definition { of, federation })
            .unwrap_or_else(|error| unreachable!("a string takes all: {error}"));
    }
    sdl
}

fn rank(name: &str) -> u8 {
    match name {
        "Query" => 0,
        "Mutation" => 1,
        "Subscription" => 2,
        _ => 3,
    }
}

struct Definition<'a> {
    of: &'a Type,
    federation: &'a Federation,
}

impl Display for Definition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = self.of;
        describe(f, of.description.as_deref(), "")?;
        match of.kind {
            Kind::Scalar => {
                write!(f, "scalar {}", of.name)?;
                if let Some(url) = &of.specified_by {
                    write!(f, " @specifiedBy(url: {})", Quoted(url))?;
                }
                f.write_char('\n')
            }
            Kind::Object => self.fields(f, "type"),
            Kind::Interface => self.fields(f, "interface"),
            Kind::Union => {
                let members: Vec<&str> = of.possible_types.iter().map(|member| member.name.as_str()).collect();
                writeln!(f, "union {} = {}", of.name, members.join(" | "))
            }
            Kind::Enum => {
                writeln!(f, "enum {} {{", of.name)?;
                for value in &of.enum_values {
                    describe(f, value.description.as_deref(), "  ")?;
                    writeln!(f, "  {}{}", value.name, Deprecated(&value.deprecation))?;
                }
                f.write_str("}\n")
            }
            Kind::InputObject => {
                let one_of = if of.is_one_of == Some(true) { " @oneOf" } else { "" };
                writeln!(f, "input {}{one_of} {{", of.name)?;
                for field in &of.input_fields {
                    describe(f, field.description.as_deref(), "  ")?;
                    writeln!(f, "  {}", InputValue(field))?;
                }
                f.write_str("}\n")
            }
            // Only inside other types.
            Kind::List | Kind::NonNull => Ok(()),
        }
    }
}

impl Definition<'_> {
    fn fields(&self, f: &mut fmt::Formatter<'_>, keyword: &str) -> fmt::Result {
        let of = self.of;
        write!(f, "{keyword} {}", of.name)?;
        for (at, interface) in of.interfaces.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { " implements " } else { " & " }, interface.name)?;
        }
        for key in self.federation.keys.iter().filter(|(name, _)| *name == of.name).flat_map(|(_, keys)| keys.iter()) {
            write!(f, " @key(fields: {})", Quoted(key))?;
        }
        for (_, directive) in self.federation.directives.iter().filter(|(name, _)| *name == of.name) {
            write!(f, " {directive}")?;
        }
        f.write_str(" {\n")?;
        for field in of.fields.iter().filter(|field| !PLUMBING_FIELDS.contains(&field.name.as_str())) {
            describe(f, field.description.as_deref(), "  ")?;
            self.field(f, field)?;
        }
        f.write_str("}\n")
    }

    fn field(&self, f: &mut fmt::Formatter<'_>, field: &Field) -> fmt::Result {
        write!(f, "  {}", field.name)?;
        if !field.args.is_empty() {
            f.write_str("(\n")?;
            for argument in &field.args {
                describe(f, argument.description.as_deref(), "    ")?;
                writeln!(f, "    {}", InputValue(argument))?;
            }
            f.write_str("  )")?;
        }
        write!(f, ": {}{}", field.shape, Deprecated(&field.deprecation))?;
        let on_this =
            |(of, name, _): &&(&str, &str, &str)| (*of, *name) == (self.of.name.as_str(), field.name.as_str());
        for (_, _, directive) in self.federation.field_directives.iter().filter(on_this) {
            write!(f, " {directive}")?;
        }
        // An interface's fields carry no cost: composers refuse it there.
        if self.of.kind == Kind::Object
            && let Some(weight) = self.federation.weight(&self.of.name, &field.name)
        {
            write!(f, " @cost(weight: {weight})")?;
        }
        if let Some(size) = self.federation.list_size(&self.of.name, &field.name) {
            write!(f, " @listSize(assumedSize: {}", size.assumed)?;
            if size.pages {
                f.write_str(r#", slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false"#)?;
            }
            f.write_char(')')?;
        }
        f.write_char('\n')
    }
}

struct InputValue<'a>(&'a Input);

impl Display for InputValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.name, self.0.shape)?;
        if let Some(value) = &self.0.default_value {
            write!(f, " = {value}")?;
        }
        Deprecated(&self.0.deprecation).fmt(f)
    }
}

struct Deprecated<'a>(&'a Deprecation);

impl Display for Deprecated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.is_deprecated, &self.0.deprecation_reason) {
            (false, _) => Ok(()),
            (true, None) => f.write_str(" @deprecated"),
            (true, Some(reason)) => write!(f, " @deprecated(reason: {})", Quoted(reason)),
        }
    }
}

/// A string literal; JSON's escapes are GraphQL's.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        serde_json::Value::from(self.0).fmt(f)
    }
}

fn describe(f: &mut fmt::Formatter<'_>, description: Option<&str>, indent: &str) -> fmt::Result {
    let Some(text) = description else { return Ok(()) };
    let text = text.trim().replace("\"\"\"", "\\\"\"\"");
    writeln!(f, "{indent}\"\"\"")?;
    for line in text.lines() {
        if line.trim().is_empty() { f.write_char('\n')? } else { writeln!(f, "{indent}{}", line.trim_end())? }
    }
    writeln!(f, "{indent}\"\"\"")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sdl::federation::FEDERATION;

    #[test]
    fn quotes_are_escaped_and_references_written() {
        let text = json!({ "kind": "SCALAR", "name": "Date", "description": "A \"\"\"day\"\"\".\n\nSo.",
            "specifiedByURL": "https://example.org/day" });
        let old = json!({ "kind": "NON_NULL", "name": null, "ofType": { "kind": "SCALAR", "name": "Date" } });
        let thing = json!({ "kind": "OBJECT", "name": "Thing", "description": "A thing.", "fields": [
            { "name": "day", "description": "Its day.", "type": old, "args": [],
              "isDeprecated": true, "deprecationReason": "use \"on\"; removed no earlier than 2030-01-01" } ] });
        let choice = json!({ "kind": "INPUT_OBJECT", "name": "Choice", "description": "One.", "isOneOf": true,
            "inputFields": [{ "name": "a", "description": "A.", "type": { "kind": "SCALAR", "name": "Int" },
                              "defaultValue": "3" }] });
        let model = Model::read(json!({ "__schema": { "types": [text, thing, choice] } }), &FEDERATION).unwrap();
        let sdl = write(&model);
        for line in [
            "A \\\"\"\"day\\\"\"\".",
            "scalar Date @specifiedBy(url: \"https://example.org/day\")",
            "  day: Date! @deprecated(reason: \"use \\\"on\\\"; removed no earlier than 2030-01-01\")",
            "input Choice @oneOf {",
            "  a: Int = 3",
        ] {
            assert!(sdl.contains(line), "{line} in\n{sdl}");
        }
    }
}
