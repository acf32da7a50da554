// Subscriptions, with the protocols' own clients: at the registry itself, and through the gateway.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient as createSse } from "graphql-sse";
import { createClient as createWs } from "graphql-ws";
import WebSocket from "ws";
import { ask, GATEWAY, proposal, REGISTRY, token } from "./client.mjs";

const CHANGED = `subscription ($after: String, $filter: ChangeFilter) { agreementChanged(after: $after, filter: $filter) {
  cursor kind agreementId act { kind } before after agreement { id title { value } } } }`;

const socketOf = (address) => address.replace(/^http/, "ws");

const ws = (options = {}) =>
  createWs({ url: socketOf(REGISTRY), webSocketImpl: WebSocket, retryAttempts: 0, ...options });

const sse = (address, secret) =>
  createSse({ url: address, retryAttempts: 0, headers: secret ? { authorization: `Bearer ${secret}` } : {} });

const bearer = (clearance) => ({ authorization: `Bearer ${token(clearance)}` });

const PROPOSE = "mutation ($input: ProposeAgreementInput!) { proposeAgreement(input: $input) { agreement { id } } }";

/** Proposes an agreement; answers its id. */
async function propose(key, label = "UNCLASSIFIED") {
  const { variables } = proposal(`subscriptions-${key}`);
  variables.input.propose.label = label;
  const { data } = await ask(REGISTRY, PROPOSE, { variables, token: token("secret") });
  return data.proposeAgreement.agreement.id;
}

/** The cursor of the last change that a caller may know of. */
async function lastCursor(secret) {
  for (;;) {
    const { data } = await ask(REGISTRY, "{ agreementChanges(last: 1) { pageInfo { endCursor } } }", { token: secret });
    const { endCursor } = data.agreementChanges.pageInfo;
    if (endCursor) return endCursor;
    await sleep(20);
  }
}

/** The next thing that an iterator tells; fails where it takes long. */
async function next(iterator) {
  const waited = new AbortController();
  const late = sleep(10_000, undefined, { signal: waited.signal }).then(() => assert.fail("nothing came in 10 seconds"));
  const { value } = await Promise.race([iterator.next(), late]);
  waited.abort();
  late.catch(() => {});
  return value;
}

/** Reads so many changes after a cursor. */
async function read(iterator, count) {
  const told = [];
  while (told.length < count) {
    const { data, errors } = await next(iterator);
    assert.equal(errors, undefined);
    told.push(data.agreementChanged);
  }
  return told;
}

/** The code with which a socket is closed that sends these messages. */
function closedWith(messages, { protocol = "graphql-transport-ws" } = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketOf(REGISTRY), protocol);
    socket.on("open", () => messages.forEach((message) => socket.send(typeof message === "string" ? message : JSON.stringify(message))));
    socket.on("close", (code) => resolve(code));
    socket.on("error", reject);
  });
}

const transports = {
  "graphql-ws": (variables) => {
    const client = ws({ connectionParams: bearer("secret") });
    return { iterator: client.iterate({ query: CHANGED, variables }), dispose: () => client.dispose() };
  },
  "graphql-sse": (variables) => {
    const client = sse(REGISTRY, token("secret"));
    return { iterator: client.iterate({ query: CHANGED, variables }), dispose: () => client.dispose() };
  },
  "graphql-sse through the gateway": (variables) => {
    const client = sse(GATEWAY, token("secret"));
    return { iterator: client.iterate({ query: CHANGED, variables }), dispose: () => client.dispose() };
  },
};

for (const [name, open] of Object.entries(transports)) {
  test(`${name}: every act is told once and in order across reconnects`, async () => {
    await propose(`${name}-first`);
    let after = await lastCursor(token("secret"));
    const expected = [];
    const told = [];
    for (let round = 0; round < 4; round += 1) {
      // Some before the subscription and some after it began.
      expected.push(await propose(`${name}-${round}-before`));
      const { iterator, dispose } = open({ after });
      const reading = read(iterator, 2);
      expected.push(await propose(`${name}-${round}-after`, "SECRET"));
      const changes = await reading;
      told.push(...changes);
      after = changes.at(-1).cursor;
      await iterator.return?.();
      dispose();
    }
    assert.deepEqual(told.map(({ agreementId }) => agreementId), expected);
    assert.ok(told.every(({ kind, act, before, after: now }) => kind === "RECORDED" && act.kind === "PROPOSED" && before === "NONE" && now === "PROPOSED"));
    assert.ok(told.every(({ agreement, agreementId }) => agreement.id === agreementId));
  });
}

test("what is hidden is not told", async () => {
  const after = await lastCursor();
  await propose("hidden", "SECRET");
  const open = await propose("open");
  const client = ws();
  const [change] = await read(client.iterate({ query: CHANGED, variables: { after } }), 1);
  assert.equal(change.agreementId, open);
  client.dispose();
});

test("one connection carries queries, mutations and several subscriptions", async () => {
  const client = ws({ connectionParams: bearer("secret") });
  const after = await lastCursor(token("secret"));
  const filters = [{}, { act: ["PROPOSED"] }].map((filter) => client.iterate({ query: CHANGED, variables: { filter } }));
  const all = client.iterate({ query: CHANGED, variables: { after } });
  const { variables } = proposal("over-a-socket");
  const { data } = await next(client.iterate({ query: PROPOSE, variables }));
  const id = data.proposeAgreement.agreement.id;
  for (const iterator of [all, filters[1]]) assert.equal((await read(iterator, 1))[0].agreementId, id);
  const counted = await next(client.iterate({ query: "{ agreements { totalCount } }" }));
  assert.ok(counted.data.agreements.totalCount > 0);
  client.dispose();
});

test("a bad request is an error of that request alone", async () => {
  const client = ws();
  const refused = await new Promise((resolve) => client.subscribe({ query: "subscription { nothing }" }, { next: () => {}, error: resolve, complete: () => {} }));
  assert.equal(refused[0].extensions.code, "BAD_USER_INPUT");
  const { data } = await next(client.iterate({ query: "{ __typename }" }));
  assert.equal(data.__typename, "Query");
  client.dispose();
});

test("a connection is closed with the protocol's codes", async () => {
  const init = { type: "connection_init" };
  const subscribe = { type: "subscribe", id: "1", payload: { query: CHANGED } };
  assert.equal(await closedWith(["nonsense"]), 4400);
  assert.equal(await closedWith([subscribe]), 4401);
  assert.equal(await closedWith([{ ...init, payload: { authorization: "Bearer nonsense" } }]), 4403);
  assert.equal(await closedWith([init, subscribe, subscribe]), 4409);
  assert.equal(await closedWith([init, init]), 4429);
  await assert.rejects(closedWith([], { protocol: "graphql-ws" }), /400/);
});

test("more subscriptions on one connection than may be are refused one by one", async () => {
  const client = ws();
  const errors = [];
  for (let at = 0; at < 33; at += 1) {
    client.subscribe({ query: CHANGED }, { next: () => {}, error: (error) => errors.push(error), complete: () => {} });
  }
  while (errors.length === 0) await sleep(20);
  assert.deepEqual(errors.map(([{ extensions }]) => [extensions.code, extensions.allowed]), [["LIMIT_EXCEEDED", 32]]);
  client.dispose();
});

test("who reads too slowly is closed as lagging, with nothing left out before", async () => {
  const first = await ask(REGISTRY, "{ agreementChanges(first: 1) { pageInfo { endCursor } } }", { token: token("secret") });
  const start = first.data.agreementChanges.pageInfo.endCursor;
  // A document whose answers are long, so that the network's buffers fill.
  const fields = Array.from({ length: 60 }, (_, at) => `t${at}: agreement { title { value } parties { actor { name { value } } } }`);
  const query = `subscription ($after: String) { agreementChanged(after: $after) { cursor ${fields.join(" ")} } }`;
  const socket = new WebSocket(socketOf(REGISTRY), "graphql-transport-ws");
  const cursors = new Map();
  const closed = new Promise((resolve) => socket.on("close", (code) => resolve(code)));
  socket.on("message", (text) => {
    const { type, id, payload } = JSON.parse(text);
    if (type === "connection_ack") {
      for (let at = 0; at < 32; at += 1) socket.send(JSON.stringify({ type: "subscribe", id: `${at}`, payload: { query, variables: { after: start } } }));
      socket.pause();
      setTimeout(() => socket.resume(), 15_000);
    }
    if (type === "next") cursors.set(id, [...(cursors.get(id) ?? []), payload.data.agreementChanged.cursor]);
  });
  await new Promise((resolve) => socket.on("open", resolve));
  socket.send(JSON.stringify({ type: "connection_init", payload: bearer("secret") }));
  assert.equal(await closed, 4420);
  assert.ok(cursors.size > 0);
  // What came before the end is a beginning without gaps, for each of the 32.
  const { data } = await ask(REGISTRY, "query ($after: String) { agreementChanges(after: $after, first: 100) { edges { cursor } } }", { variables: { after: start }, token: token("secret") });
  const all = data.agreementChanges.edges.map(({ cursor }) => cursor);
  for (const told of cursors.values()) assert.deepEqual(told.slice(0, all.length), all.slice(0, told.length));
});
