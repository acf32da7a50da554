// What the two partners have in common: reading their files and serving a subgraph until they are asked to stop.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { createYoga } from "graphql-yoga";

/** Serves `schema.graphql` of the folder with these resolvers at `host:port`. */
export function serve({ name, folder, resolvers, listen }) {
  const typeDefs = parse(readFileSync(new URL("schema.graphql", folder), "utf8"));
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  const server = createServer(createYoga({ schema, graphiql: false, landingPage: false }));
  const [host, port] = listen.split(":");
  server.listen(Number(port), host, () => console.log(`${name}: http://${listen}/graphql`));
  process.once("SIGTERM", () => {
    server.close();
    server.closeAllConnections();
  });
}

/** Reads a JSON file. */
export function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
