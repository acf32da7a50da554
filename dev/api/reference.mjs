// Reference pages in Markdown, from an SDL.
import { Kind, parse, print } from "graphql";

const ROOTS = ["Query", "Mutation", "Subscription"];
const GENERATED = "<!-- Made from schema.graphql by dev/api/docs.mjs: change that. -->";

/** The pages, each with the definitions that it has. */
const PAGES = [
  { file: "query.md", title: "Queries", has: ({ name }) => name.value === "Query" },
  { file: "mutation.md", title: "Mutations", has: ({ name }) => name.value === "Mutation" },
  { file: "subscription.md", title: "Subscriptions", has: ({ name }) => name.value === "Subscription" },
  {
    file: "types.md",
    title: "Types",
    has: ({ kind, name }) =>
      [Kind.OBJECT_TYPE_DEFINITION, Kind.INTERFACE_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION].includes(kind) &&
      !ROOTS.includes(name.value),
  },
  { file: "inputs.md", title: "Inputs", has: ({ kind }) => kind === Kind.INPUT_OBJECT_TYPE_DEFINITION },
  {
    file: "values.md",
    title: "Enums and scalars",
    has: ({ kind }) => [Kind.ENUM_TYPE_DEFINITION, Kind.SCALAR_TYPE_DEFINITION].includes(kind),
  },
];

/** The files of the reference: `{ name: text }`. */
export function reference(sdl) {
  const definitions = parse(sdl).definitions.filter(({ kind }) => kind.endsWith("TypeDefinition"));
  const pageOf = new Map(definitions.map((one) => [one.name.value, PAGES.find((page) => page.has(one)).file]));
  const pages = PAGES.map((page) => {
    const own = definitions.filter((one) => pageOf.get(one.name.value) === page.file);
    const sections = own.map((one) => section(one, pageOf));
    return [page.file, `${[GENERATED, `# ${page.title}`, ...sections].join("\n\n")}\n`];
  });
  return Object.fromEntries(pages);
}

const text = ({ description }) => (description?.value ?? "").trim();

/** As a cell of a table: on one line, with bars escaped. */
const cell = (words) => words.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");

function linked(type, pageOf) {
  const name = print(type).replace(/[[\]!]/g, "");
  const page = pageOf.get(name);
  const shown = `\`${print(type)}\``;
  return page ? `[${shown}](${page}#${name.toLowerCase()})` : shown;
}

function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

function valuesTable(values, pageOf) {
  const rows = values.map((value) => {
    const given = value.defaultValue ? ` = \`${print(value.defaultValue)}\`` : "";
    return [`\`${value.name.value}\``, `${linked(value.type, pageOf)}${given}`, cell(text(value))];
  });
  return table(["name", "type", "meaning"], rows);
}

function section(definition, pageOf) {
  const name = definition.name.value;
  if (ROOTS.includes(name)) {
    return [text(definition), ...definition.fields.map((field) => rootField(field, pageOf))].join("\n\n");
  }
  return [`## ${name}`, text(definition), ...notes(definition), ...members(definition, pageOf)].join("\n\n");
}

/** A field of a root has a section of its own. */
function rootField(field, pageOf) {
  const parts = [`## ${field.name.value}`, text(field), `Answers ${linked(field.type, pageOf)}.`];
  if (field.arguments.length > 0) parts.push(valuesTable(field.arguments, pageOf));
  return parts.join("\n\n");
}

function notes(definition) {
  const keys = definition.directives.filter(({ name }) => name.value === "key");
  const parts = keys.map((key) => `\`${key.arguments[0].value.value}\``);
  const found = [];
  if (parts.length > 0) found.push(`Other subgraphs may refer to it by ${parts.join(" or ")}.`);
  if (definition.directives.some(({ name }) => name.value === "oneOf"))
    found.push("Exactly one of the fields is given.");
  return found;
}

function members(definition, pageOf) {
  switch (definition.kind) {
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [valuesTable(definition.fields, pageOf)];
    case Kind.ENUM_TYPE_DEFINITION:
      return [
        table(
          ["value", "meaning"],
          definition.values.map((value) => [`\`${value.name.value}\``, cell(text(value))]),
        ),
      ];
    case Kind.UNION_TYPE_DEFINITION:
      return [`One of ${definition.types.map((type) => linked(type, pageOf)).join(", ")}.`];
    case Kind.SCALAR_TYPE_DEFINITION:
      return [];
    default:
      return [fieldsTable(definition, pageOf)];
  }
}

function fieldsTable(definition, pageOf) {
  const rows = definition.fields.map((field) => [
    `\`${field.name.value}\``,
    linked(field.type, pageOf),
    meaning(field, pageOf),
  ]);
  return table(["field", "type", "meaning"], rows);
}

/** What a field means, and what its arguments do. */
function meaning(field, pageOf) {
  const given = field.arguments.map((argument) => {
    const otherwise = argument.defaultValue ? ` = \`${print(argument.defaultValue)}\`` : "";
    return `<br>\`${argument.name.value}\`: ${linked(argument.type, pageOf)}${otherwise}. ${cell(text(argument))}`;
  });
  return `${cell(text(field))}${given.join("")}`;
}
