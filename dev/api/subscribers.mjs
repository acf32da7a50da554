// What subscribers cost, and how they are told: `node subscribers.mjs PID`, with REGISTRY and TOKEN, of a registry that is
// otherwise idle. It ends with an error where something that must hold does not.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";

const { REGISTRY, TOKEN, SECONDS = "30", RATE = "10" } = process.env;
const pid = process.argv[2];
const address = REGISTRY.replace("http", "ws");
const failures = [];

const FEED = "subscription ($after: String, $filter: ChangeFilter) { agreementChanged(after: $after, filter: $filter) { kind cursor act { recordedAt } } }";
// Much for each act, so that what a network holds for who does not read is soon full.
const MUCH = `subscription ($after: String, $filter: ChangeFilter) { agreementChanged(after: $after, filter: $filter) { kind cursor
  agreement { availableActs { kind allowed refusal { code message { value } cure { value } because { text { value } rule { treaty article } } } } } } }`;
// Nothing is ever recorded of this one.
const NOTHING = { act: ["INVALIDATED"] };
const SIGNED = { act: ["PROPOSED"] };

/** The memory of the registry, in megabytes. */
function memory() {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1];
  return Number(kilobytes) / 1024;
}

/** A subscriber: `told` is called with what it is told. */
function subscribe(filter, told = () => {}, after = null, query = FEED) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, "graphql-transport-ws");
    socket.on("error", reject);
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${TOKEN}` } })));
    socket.on("message", (data) => {
      const message = JSON.parse(data);
      if (message.type === "connection_ack") {
        const payload = { query, variables: { after, filter } };
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload }), () => resolve(socket));
      } else if (message.type === "next") told(message.payload.data.agreementChanged);
      else throw new Error(data);
    });
  });
}

/** So many, a hundred at a time. */
async function many(count, filter, told) {
  const sockets = [];
  while (sockets.length < count)
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, () => subscribe(filter, told)))));
  return sockets;
}

const run = Date.now().toString(36);
let recorded = 0;

/** Records one act; answers when it was answered. */
async function record() {
  const terms = { titles: [{ language: "en", value: "Told" }], form: "AGREEMENT", bindingness: "BINDING", areas: ["TRADE"] };
  const parties = { home: { actor: { country: "JOR" } }, counterpart: { actor: { country: "KEN" } } };
  const input = { idempotencyKey: `${run}-${recorded++}`, propose: { on: "2024-01-01", ...parties, terms } };
  const query = "mutation ($input: ProposeAgreementInput!) { proposeAgreement(input: $input) { refusals { code } acts { recordedAt } } }";
  const headers = { "content-type": "application/json", authorization: `Bearer ${TOKEN}` };
  const response = await fetch(REGISTRY, { method: "POST", headers, body: JSON.stringify({ query, variables: { input } }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return Date.parse(data.proposeAgreement.acts[0].recordedAt);
}

function say(what, figure, must) {
  const holds = must === undefined || must[1];
  console.log(`${what.padEnd(58)} ${figure.padStart(12)}  ${must ? `${must[0]}${holds ? "" : "  FAILED"}` : ""}`);
  if (!holds) failures.push(what);
}

/** What the last so many of a hundred took at most. */
function share(times, part) {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The state that there is now. */
async function position() {
  const headers = { "content-type": "application/json", authorization: `Bearer ${TOKEN}` };
  const body = JSON.stringify({ query: "{ registryViewer { subject } }", extensions: { position: true } });
  return (await (await fetch(REGISTRY, { method: "POST", headers, body })).json()).extensions.position;
}

const since = await position();
// A first few, so that what is made once is made.
for (const socket of await many(50, NOTHING)) socket.terminate();
for (let count = 0; count < 20; count += 1) await record();
await sleep(3_000);

const before = memory();
const idle = await many(1_000, NOTHING);
await sleep(2_000);
const each = memory() - before;
say("memory of a thousand idle subscribers", `${each.toFixed(1)} MB`, ["<= 24 MB", each <= 24]);

idle.push(...(await many(1_000, NOTHING)));
const waits = [];
let told = 0;
const busy = await many(500, SIGNED, ({ kind, act }) => {
  if (kind !== "RECORDED") return;
  told += 1;
  waits.push(Date.now() - Date.parse(act.recordedAt));
});
await sleep(1_000);
told = 0;
waits.length = 0;

const start = memory();
const peaks = [];
const acts = Number(SECONDS) * Number(RATE);
const begun = Date.now();
for (let count = 0; count < acts; count += 1) {
  await record();
  if (count % Number(RATE) === 0) peaks.push(memory());
  await sleep(Math.max(0, begun + ((count + 1) * 1_000) / Number(RATE) - Date.now()));
}
const wrote = (Date.now() - begun) / 1_000;
for (let tries = 0; told < acts * busy.length && tries < 300; tries += 1) await sleep(100);
const took = (Date.now() - begun) / 1_000;
const grew = Math.max(...peaks.slice(Math.floor(peaks.length / 2))) - Math.max(...peaks.slice(0, Math.floor(peaks.length / 2)));
say(`acts recorded in ${wrote.toFixed(0)} s while 2,000 idle and 500 busy subscribe`, String(acts));
say("told, of 500 for each act", `${told}`, [`= ${acts * busy.length}`, told === acts * busy.length]);
say("tellings a second", `${Math.round(told / took)}`);
say("from the moment of recording to a subscriber: half within", `${share(waits, 0.5)} ms`);
say("99 of 100 within", `${share(waits, 0.99)} ms`);
say("memory at the start", `${start.toFixed(0)} MB`);
say("memory at its highest, second half above the first", `${grew.toFixed(1)} MB`, ["<= 8 MB", grew <= 8]);

// One that does not read is cut off, and goes on after its last cursor: nothing is lost to it, and nothing told twice.
for (const socket of busy) socket.terminate();
const cursors = [];
let closed;
const lagging = await subscribe(SIGNED, ({ kind, cursor }) => kind === "RECORDED" && cursors.push(cursor), since, MUCH);
lagging.on("close", (code) => (closed = code));
while (cursors.length === 0) await sleep(10);
lagging.pause();
await sleep(15_000);
lagging.resume();
for (let tries = 0; closed === undefined && tries < 300; tries += 1) await sleep(100);
say("a subscriber that does not read is closed with", String(closed), ["= 4420", closed === 4420]);
const before_it = cursors.length;
const again = await subscribe(SIGNED, ({ kind, cursor }) => kind === "RECORDED" && cursors.push(cursor), cursors.at(-1), MUCH);
for (let tries = 0; cursors.length < recorded && tries < 600; tries += 1) await sleep(100);
say(`told of ${before_it} acts before, and of the rest after`, String(cursors.length), [
  `= ${recorded}, each once`,
  cursors.length === recorded && new Set(cursors).size === recorded,
]);

for (const socket of [...idle, again]) socket.terminate();
if (failures.length > 0) {
  console.error(`failed: ${failures.join("; ")}`);
  process.exit(1);
}
process.exit(0);
