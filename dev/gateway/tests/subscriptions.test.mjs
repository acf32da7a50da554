// Subscriptions, with the protocols' own clients: at the registry itself, and through the gateway.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import { ask, GATEWAY, proposal, REGISTRY } from "./client.mjs";
import { bearer, CHANGED, next, PROPOSE, propose, proposedAt, read, socketOf, sse, ws } from "./feed.mjs";

/** The code with which a socket is closed that sends these messages. */
function closedWith(messages, { protocol = "graphql-transport-ws" } = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketOf(REGISTRY), protocol);
    const text = (message) => (typeof message === "string" ? message : JSON.stringify(message));
    socket.on("open", () => messages.forEach((message) => socket.send(text(message))));
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
    const client = sse(REGISTRY);
    return { iterator: client.iterate({ query: CHANGED, variables }), dispose: () => client.dispose() };
  },
  "graphql-sse through the gateway": (variables) => {
    const client = sse(GATEWAY);
    return { iterator: client.iterate({ query: CHANGED, variables }), dispose: () => client.dispose() };
  },
};

for (const [name, open] of Object.entries(transports)) {
  test(`${name}: every act is told once and in order across reconnects`, async (t) => {
    let after = await proposedAt(`${name}-first`);
    const expected = [];
    const told = [];
    for (let round = 0; round < 4; round += 1) {
      // Some before the subscription and some after it began.
      expected.push(await propose(`${name}-${round}-before`));
      const { iterator, dispose } = open({ after });
      t.after(dispose);
      const reading = read(iterator, 2);
      expected.push(await propose(`${name}-${round}-after`, "SECRET"));
      const changes = await reading;
      told.push(...changes);
      after = changes.at(-1).cursor;
      await iterator.return();
      dispose();
    }
    assert.deepEqual(
      told.map(({ agreementId }) => agreementId),
      expected,
    );
    for (const { kind, act, before, after: now, agreement, agreementId } of told) {
      assert.deepEqual([kind, act.kind, before, now], ["RECORDED", "PROPOSED", "NONE", "PROPOSED"]);
      assert.equal(agreement.id, agreementId);
    }
  });
}

test("what is hidden is not told", async (t) => {
  const after = await proposedAt("before-hidden");
  await propose("hidden", "SECRET");
  const open = await propose("open");
  const client = ws();
  t.after(() => client.dispose());
  const [change] = await read(client.iterate({ query: CHANGED, variables: { after } }), 1);
  assert.equal(change.agreementId, open);
});

test("one connection carries queries, mutations and several subscriptions", async (t) => {
  const client = ws({ connectionParams: bearer("secret") });
  t.after(() => client.dispose());
  const after = await proposedAt("before-a-socket");
  const all = client.iterate({ query: CHANGED, variables: { after } });
  const proposals = client.iterate({ query: CHANGED, variables: { filter: { act: ["PROPOSED"] } } });
  const { variables } = proposal("over-a-socket");
  const { data } = await next(client.iterate({ query: PROPOSE, variables }));
  const id = data.proposeAgreement.agreement.id;
  for (const iterator of [all, proposals]) assert.equal((await read(iterator, 1))[0].agreementId, id);
  const counted = await next(client.iterate({ query: "{ agreements { totalCount } }" }));
  assert.ok(counted.data.agreements.totalCount > 0);
});

test("a bad request is an error of that request alone", async (t) => {
  const client = ws();
  t.after(() => client.dispose());
  const refused = await new Promise((resolve) => {
    client.subscribe({ query: "subscription { nothing }" }, { next() {}, error: resolve, complete() {} });
  });
  assert.equal(refused[0].extensions.code, "BAD_USER_INPUT");
  const { data } = await next(client.iterate({ query: "{ __typename }" }));
  assert.equal(data.__typename, "Query");
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

test("more subscriptions on one connection than may be are refused one by one", async (t) => {
  const client = ws();
  t.after(() => client.dispose());
  const errors = [];
  for (let at = 0; at < 33; at += 1) {
    client.subscribe({ query: CHANGED }, { next() {}, error: (error) => errors.push(error), complete() {} });
  }
  while (errors.length === 0) await sleep(20);
  assert.deepEqual(
    errors.map(([{ extensions }]) => [extensions.code, extensions.allowed]),
    [["LIMIT_EXCEEDED", 32]],
  );
});
