// The feed as clients of both protocols read it.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient as createSse } from "graphql-sse";
import { createClient as createWs } from "graphql-ws";
import WebSocket from "ws";
import { ask, proposal, REGISTRY, token } from "./client.mjs";

/** Every change, with the agreement's title as it is then. */
export const CHANGED = `subscription ($after: String, $filter: ChangeFilter) {
  agreementChanged(after: $after, filter: $filter) {
    cursor kind agreementId act { kind } before after agreement { id title { value } } } }`;

/** The same address for WebSockets. */
export const socketOf = (address) => address.replace(/^http/, "ws");

/** The protocols' own clients; they do not connect again unless told to. */
export const ws = (options) =>
  createWs({ url: socketOf(REGISTRY), webSocketImpl: WebSocket, retryAttempts: 0, ...options });

export const sse = (url, options) => createSse({ url, headers: bearer("secret"), retryAttempts: 0, ...options });

/** A header, or what introduces a connection. */
export const bearer = (clearance) => ({ authorization: `Bearer ${token(clearance)}` });

export const PROPOSE = `mutation ($input: ProposeAgreementInput!) { proposeAgreement(input: $input) {
  agreement { id } } }`;

/** Proposes an agreement; answers its id. */
export async function propose(key, label = "UNCLASSIFIED") {
  const { variables } = proposal(`subscriptions-${key}`);
  variables.input.propose.label = label;
  const { data } = await ask(REGISTRY, PROPOSE, { variables, token: token("secret") });
  return data.proposeAgreement.agreement.id;
}

/** Proposes an agreement; answers the cursor of that change, once it is in the feed. */
export async function proposedAt(key) {
  const id = await propose(key);
  const last = "{ agreementChanges(last: 1) { edges { cursor node { agreementId } } } }";
  for (;;) {
    const { data } = await ask(REGISTRY, last, { token: token("secret") });
    const [edge] = data.agreementChanges.edges;
    if (edge?.node.agreementId === id) return edge.cursor;
    await sleep(20);
  }
}

/** The cursors of all changes after one, page by page. */
export async function cursorsAfter(after) {
  const page = `query ($after: String) { agreementChanges(after: $after, first: 100) {
    edges { cursor } pageInfo { hasNextPage } } }`;
  const { data } = await ask(REGISTRY, page, { variables: { after }, token: token("secret") });
  const cursors = data.agreementChanges.edges.map(({ cursor }) => cursor);
  return data.agreementChanges.pageInfo.hasNextPage ? [...cursors, ...(await cursorsAfter(cursors.at(-1)))] : cursors;
}

/** The next thing that an iterator tells; fails where it takes long. */
export async function next(iterator) {
  const waited = new AbortController();
  const { signal } = waited;
  const late = sleep(10_000, undefined, { signal }).then(() => assert.fail("nothing came in 10 seconds"));
  const { value } = await Promise.race([iterator.next(), late]);
  waited.abort();
  late.catch(() => {});
  return value;
}

/** Reads so many changes. */
export async function read(iterator, count) {
  const told = [];
  while (told.length < count) {
    const { data, errors } = await next(iterator);
    assert.equal(errors, undefined);
    told.push(data.agreementChanged);
  }
  return told;
}
