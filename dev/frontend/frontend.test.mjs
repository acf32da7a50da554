// The example frontend against the registry: its modules, and its command.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { propose, sign } from "../../examples/frontend/dist/acts.js";
import { inForceWith } from "../../examples/frontend/dist/agreements.js";
import { follow, lastChange } from "../../examples/frontend/dist/changes.js";
import { Registry, RegistryError } from "../../examples/frontend/dist/registry.js";
import { Replica } from "../lib/replica.mjs";

const { REGISTRY, TOKENS } = process.env;
const token = readFileSync(`${TOKENS}/secret.jwt`, "utf8").trim();
const officer = new Registry(REGISTRY, token);
const guest = new Registry(REGISTRY);

const mandate = (idempotencyKey) => ({
  idempotencyKey,
  propose: {
    on: "2024-01-10",
    home: { actor: { country: "JOR" } },
    counterpart: { actor: { country: "KEN" } },
    terms: {
      titles: [{ language: "en", value: "Agreement on joint exercises" }],
      form: "AGREEMENT",
      bindingness: "BINDING",
      areas: ["JOINT_EXERCISES"],
      consent: "SIGNATURE",
      entryIntoForce: { onSignature: {} },
    },
  },
});

const signature = (agreement, country, idempotencyKey, more) => ({
  agreementId: agreement.id,
  expectedVersion: agreement.version,
  idempotencyKey,
  stance: "INTENDED",
  sign: { party: { country }, on: "2024-03-01", signatory: "The minister", office: "FOREIGN_MINISTER", ...more },
});

async function all(rows) {
  const read = [];
  for await (const row of rows) read.push(row);
  return read;
}

test("pages joined are the whole list, whatever their size", async () => {
  const paged = (first) => all(inForceWith(officer, "JOR", "2024-06-01", first));
  const [ones, twos, whole] = await Promise.all([1, 2, 100].map(paged));
  assert.ok(whole.length > 3);
  assert.deepEqual(ones, whole);
  assert.deepEqual(twos, whole);
  assert.ok(whole.every(({ status }) => status.name !== "NONE" && status.because.length > 0));
});

test("an act is recorded once, however often it is sent", async () => {
  const first = await propose(officer, mandate("recorded"));
  assert.deepEqual([first.outcome, first.replayed, first.agreement.status.name], ["recorded", false, "PROPOSED"]);
  const again = await propose(officer, mandate("recorded"));
  assert.deepEqual([again.outcome, again.replayed, again.agreement.id], ["recorded", true, first.agreement.id]);
});

test("what the law refuses names the rule, the field and the cure", async () => {
  const { agreement } = await propose(officer, mandate("refused"));
  const powers = { office: "DEFENCE_MINISTER", fullPowersState: "ABSENT" };
  const { outcome, refusals } = await sign(officer, signature(agreement, "JOR", "refused-1", powers));
  assert.equal(outcome, "refused");
  const [{ code, path, because, cure }] = refusals;
  assert.deepEqual([code, path], ["FULL_POWERS_MISSING", ["input", "sign", "fullPowersState"]]);
  assert.ok(because.rule.article && cure.value);
});

test("where someone else was quicker, the officer sees how it stands and may go on", async () => {
  const { agreement } = await propose(officer, mandate("stale"));
  const quicker = await sign(officer, signature(agreement, "KEN", "stale-1"));
  assert.equal(quicker.outcome, "recorded");
  const slower = await sign(officer, signature(agreement, "JOR", "stale-2"));
  const { version, status } = quicker.agreement;
  assert.deepEqual(slower, { outcome: "stale", version, status: status.name });
  const shown = { ...agreement, version: slower.version };
  const done = await sign(officer, signature(shown, "JOR", "stale-2"));
  assert.deepEqual([done.outcome, done.agreement.status.name], ["recorded", "IN_FORCE"]);
});

test("errors have a code and the place in the answer", async () => {
  const { code, path } = await propose(guest, mandate("guest")).catch((error) => error);
  assert.deepEqual([code, path], ["UNAUTHENTICATED", ["proposeAgreement"]]);
  await assert.rejects(all(inForceWith(guest, "JOR", "2024-02-30")), RegistryError);
});

test("what happens is told once and in order, through restarts of the registry", async (t) => {
  const replica = await Replica.start();
  t.after(() => replica.stop("SIGTERM"));
  const follower = new Registry(replica.url, token);
  const stop = new AbortController();
  const told = [];
  const tell = ({ kind, agreementId, act }) => told.push([kind, agreementId, act.kind]);
  const following = follow(follower, await lastChange(follower), tell, stop.signal);
  const expected = [];
  const act = async () => {
    const { agreement } = await propose(officer, mandate(`follow-${expected.length}`));
    expected.push(["RECORDED", agreement.id, "PROPOSED"]);
  };
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    await act();
    await replica.stop(signal);
    await act();
    await replica.serve();
    await act();
  }
  for (let tries = 0; told.length < expected.length && tries < 500; tries += 1) await sleep(20);
  stop.abort();
  await following;
  assert.deepEqual(told, expected);
});

test("its command lists what is in force", () => {
  const main = new URL("../../examples/frontend/dist/main.js", import.meta.url).pathname;
  const env = { ...process.env, MITHAQ_URL: REGISTRY, MITHAQ_TOKEN: token };
  const printed = execFileSync(process.execPath, [main, "in-force", "EGY"], { env, encoding: "utf8" });
  assert.match(printed, /^MTQ-\d{4}-\w{6}  .+\n    in force since \d{4}-\d{2}-\d{2}: /);
});
