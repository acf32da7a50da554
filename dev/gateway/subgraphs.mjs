// The subgraphs, and where they are served.
import { readFileSync } from "node:fs";
import { parse } from "graphql";

const top = new URL("../../", import.meta.url);

function subgraph(name, schema, listen) {
  const sdl = readFileSync(new URL(schema, top), "utf8");
  return { name, url: `http://${listen}/graphql`, typeDefs: parse(sdl) };
}

/** This repository's own. */
export const registry = subgraph("mithaq", "schema.graphql", process.env.MITHAQ_LISTEN ?? "127.0.0.1:8080");

/** What a router reads from Kafka by itself; nobody serves it. */
export const events = subgraph("events", "examples/subgraphs/events/schema.graphql", "");

/** Two partners'. */
export const partners = [
  subgraph(
    "foreign-affairs",
    "examples/subgraphs/foreign-affairs/schema.graphql",
    process.env.FOREIGN_AFFAIRS_LISTEN ?? "127.0.0.1:4001",
  ),
  subgraph("finance", "examples/subgraphs/finance/schema.graphql", process.env.FINANCE_LISTEN ?? "127.0.0.1:4002"),
];
