// What in a schema breaks those who were written against an earlier one.
import { diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** Changes that a client is told to expect, which is why they are not called breaking here (schema.graphql, enums). */
const EXPECTED = new Set([
  "ENUM_VALUE_ADDED",
  "UNION_MEMBER_ADDED",
  "OBJECT_TYPE_INTERFACE_ADDED",
  "FIELD_ARGUMENT_ADDED",
]);

/** Estimates for gateways may change with what they estimate. */
const isEstimate = ({ path }) => /\.@(cost|listSize)\b/.test(path ?? "");

// What `@link` imports is defined by the specification that it names.
const schemaOf = (sdl) => buildSchema(sdl, { assumeValidSDL: true });

/** The changes from one SDL to another that break somebody, each in words. */
export async function breaking(released, current) {
  const changes = await diff(schemaOf(released), schemaOf(current));
  const breaks = ({ type, criticality: { level } }) =>
    level === "BREAKING" || (level === "DANGEROUS" && !EXPECTED.has(type));
  return changes.filter((change) => breaks(change) && !isEstimate(change)).map(({ message }) => message);
}
