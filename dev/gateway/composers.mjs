// The composers that ministries use. Each answers the errors that it finds, and Apollo's the supergraph too.
import * as apollo from "@apollo/composition";
import * as guild from "@theguild/federation-composition";
import * as wundergraph from "@wundergraph/composition";

/** Composes with Apollo's composer: `{ errors, supergraph }`. */
export function composeWithApollo(subgraphs) {
  const { errors, supergraphSdl } = apollo.composeServices(subgraphs);
  return { errors: errors ?? [], supergraph: supergraphSdl };
}

function composeWithGuild(subgraphs) {
  const { errors } = guild.composeServices(subgraphs);
  return { errors: errors ?? [] };
}

function federate(subgraphs) {
  return wundergraph.federateSubgraphs({
    subgraphs: subgraphs.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs })),
    version: wundergraph.LATEST_ROUTER_COMPATIBILITY_VERSION,
  });
}

function composeWithWunderGraph(subgraphs) {
  const result = federate(subgraphs);
  return { errors: result.success ? [] : result.errors };
}

/** Composes with WunderGraph's composer: `{ errors, topics }`, the topics being those that the router will read. */
export function composeWithEvents(subgraphs) {
  const result = federate(subgraphs);
  if (!result.success) return { errors: result.errors, topics: [] };
  const types = [...result.subgraphConfigBySubgraphName.values()].flatMap((config) => [...config.configurationDataByTypeName.values()]);
  return { errors: [], topics: types.flatMap(({ events }) => events ?? []).flatMap(({ topics }) => topics) };
}

/** Every composer, by the name of its package. */
export const composers = {
  "@apollo/composition": composeWithApollo,
  "@theguild/federation-composition": composeWithGuild,
  "@wundergraph/composition": composeWithWunderGraph,
};
