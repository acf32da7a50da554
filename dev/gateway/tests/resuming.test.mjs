// Whoever is cut off goes on after the last cursor that came: by the protocols' own clients, which connect again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import { freeAddresses } from "../../lib/free.mjs";
import { Replica } from "../../lib/replica.mjs";
import { ask, REGISTRY } from "./client.mjs";
import { bearer, CHANGED, cursorsAfter, propose, proposedAt, read, socketOf, sse, ws } from "./feed.mjs";

/** Clients that connect again, in what they send: `(replica, payload, sink)`, answering what ends them. */
const followers = {
  "graphql-ws": ({ url }, payload, sink) => {
    const retrying = { retryAttempts: 1000, retryWait: () => sleep(50), shouldRetry: () => true };
    const client = ws({ url: socketOf(url), connectionParams: bearer("secret"), ...retrying });
    client.subscribe(payload, sink);
    return () => client.dispose();
  },
  "graphql-sse": ({ url }, payload, sink) => {
    const client = sse(url, { retryAttempts: 1000, retry: () => sleep(50) });
    client.subscribe(payload, sink);
    return () => client.dispose();
  },
  "graphql-sse through a gateway": async (replica, payload, sink) => {
    const gateway = await startGateway(replica);
    const client = sse(gateway.url);
    let ended = false;
    // A gateway says `complete`, or tells an error, where the registry is away. The feed itself has no end.
    const subscribe = () =>
      ended ||
      client.subscribe(payload, { next: (told) => told.errors || sink.next(told), error: again, complete: again });
    const again = () => sleep(50).then(subscribe);
    subscribe();
    return async () => {
      ended = true;
      client.dispose();
      await gateway.stop();
    };
  },
};

/** A gateway of its own over a replica: `{ url, stop }`. */
async function startGateway({ listen }) {
  const [address] = await freeAddresses(1);
  const state = await mkdtemp(`${tmpdir()}/gateway-`);
  const env = { ...process.env, MITHAQ_LISTEN: listen, GATEWAY_LISTEN: address, GATEWAY_STATE: state };
  const run = new URL("../run", import.meta.url).pathname;
  const gateway = spawn(run, ["--without-partners"], { env, stdio: "ignore" });
  const url = `http://${address}/graphql`;
  const answers = () =>
    ask(url, "{ __typename }").then(
      () => true,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries += 1) {
    assert.ok(tries < 1800 && gateway.exitCode === null, "the gateway does not answer");
    await sleep(100);
  }
  return {
    url,
    async stop() {
      const exited = once(gateway, "exit");
      gateway.kill("SIGTERM");
      await exited;
      await rm(state, { recursive: true });
    },
  };
}

for (const [name, follow] of Object.entries(followers)) {
  test(`${name}: every act is told once and in order across restarts of the registry`, async (t) => {
    // What is sent when the client connects again is what stands here then.
    const variables = { after: await proposedAt(`${name}-restart`) };
    const replica = await Replica.start();
    const told = [];
    const failures = [];
    const next = ({ data }) => {
      variables.after = data.agreementChanged.cursor;
      told.push(data.agreementChanged.agreementId);
    };
    const sink = { next, error: (error) => failures.push(error), complete() {} };
    const end = await follow(replica, { query: CHANGED, variables }, sink);
    t.after(async () => {
      await end();
      await replica.stop("SIGTERM");
    });
    const expected = [];
    const act = async () => expected.push(await propose(`${name}-restart-${expected.length}`));
    for (const signal of ["SIGTERM", "SIGKILL", "SIGKILL"]) {
      for (let at = 0; at < 3; at += 1) await act();
      // Some have been told by now, and some have not.
      await replica.stop(signal);
      await act();
      await replica.serve();
    }
    await act();
    for (let tries = 0; told.length < expected.length && tries < 3000; tries += 1) await sleep(20);
    assert.deepEqual(failures, []);
    assert.deepEqual(told, expected);
  });
}

/** Longer than the registry waits for a reader, once the buffers are full; and shorter than it waits to say farewell. */
const ASLEEP = 25_000;

const cutOff = "who reads too slowly is cut off, and goes on after the last cursor with nothing lost or doubled";

test(cutOff, { timeout: 180_000 }, async (t) => {
  const [start] = await cursorsAfter(null);
  // A document whose answers are long, so that the network's buffers fill.
  const field = (at) => `t${at}: agreement {
    version title { value } parties { actor { id name { value } } } status { because { text { value } rule { article } } } }`;
  const fields = Array.from({ length: 95 }, (_, at) => field(at));
  const query = `subscription ($after: String) { agreementChanged(after: $after) { cursor ${fields.join(" ")} } }`;
  const socket = new WebSocket(socketOf(REGISTRY), "graphql-transport-ws");
  const cursors = new Map();
  const closed = new Promise((resolve) => socket.on("close", (code) => resolve(code)));
  socket.on("message", (text) => {
    const { type, id, payload } = JSON.parse(text);
    if (type === "connection_ack") {
      const subscribe = { type: "subscribe", payload: { query, variables: { after: start } } };
      for (let at = 0; at < 32; at += 1) socket.send(JSON.stringify({ ...subscribe, id: `${at}` }));
      socket.pause();
      setTimeout(() => socket.resume(), ASLEEP);
    }
    if (type === "next") cursors.set(id, [...(cursors.get(id) ?? []), payload.data.agreementChanged.cursor]);
  });
  await new Promise((resolve) => socket.on("open", resolve));
  socket.send(JSON.stringify({ type: "connection_init", payload: bearer("secret") }));
  t.after(() => socket.terminate());
  assert.equal(await closed, 4420);
  const all = await cursorsAfter(start);
  for (const told of cursors.values()) assert.deepEqual(told, all.slice(0, told.length));
  const [told] = [...cursors.values()].toSorted((one, other) => one.length - other.length);
  assert.ok(told.length < all.length);
  const client = ws({ connectionParams: bearer("secret") });
  t.after(() => client.dispose());
  const following = client.iterate({ query: CHANGED, variables: { after: told.at(-1) } });
  const rest = await read(following, all.length - told.length);
  assert.deepEqual([...told, ...rest.map(({ cursor }) => cursor)], all);
});
