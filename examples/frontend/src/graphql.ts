// Documents are checked against the registry's schema, and their answers typed by it, as they are written.
import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.js";

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Date: string; DateTime: string; Language: string; PartialDate: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from "gql.tada";
export { readFragment } from "gql.tada";
