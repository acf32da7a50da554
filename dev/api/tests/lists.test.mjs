// Lists against an evaluation by hand: what is drawn at random, for callers of every clearance, pages joined in both
// directions, while writes go on. SEED draws the same again; QUERIES says how many.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { agreementsOf, daysFrom, evaluate } from "../evaluation.mjs";
import { draws, Generator } from "../generation.mjs";

const { MITHAQ, REGISTRY, SAMPLE, QUERIES = "400", SEED = String(Date.now() % 2 ** 32) } = process.env;

/** Who asks, with a token of the development issuer. */
function holder(ministry, clearance) {
  const of = ["--subject", "lists", "--ministry", ministry, "--clearance", clearance];
  const token = execFileSync(MITHAQ, ["token", ...of], { encoding: "utf8" });
  return { ministry, clearance, token: token.trim() };
}

const OFFICERS = [holder("MOD", "SECRET"), holder("MFA", "SECRET")];
const OTHERS = ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL"].map((clearance) => holder("MOD", clearance));
const CALLERS = [{ clearance: "UNCLASSIFIED" }, ...OFFICERS, ...OTHERS];

const DAYS = [
  "1931-07-26",
  "1973-06-01",
  "2019-07-22",
  "2020-05-11",
  "2021-12-15",
  "2022-06-27",
  "2023-05-17",
  "2024-01-01",
  "2024-11-18",
  "2025-09-30",
  "2026-08-24",
  "2031-01-01",
];
// Known then, and now: all that there is to know was recorded before these tests began to write.
const MOMENTS = ["2021-06-01T00:00:00Z", "2023-01-01T12:00:00Z", "2025-05-22T20:00:00Z", new Date().toISOString()];
const RANGES = [
  { from: "1964-05-01", to: "1964-05-12" },
  { from: "2020-05-01", to: "2020-05-12" },
  { from: "2023-12-25", to: "2024-01-02" },
  { from: "2025-09-28", to: "2025-10-02" },
];

async function ask(query, variables, { token }) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(REGISTRY, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify({ errors, variables }));
  return data;
}

/** Fields of every agreement, in their order; each is known to one of the two officers. */
async function askEach(agreements, fields) {
  const each = agreements.map(({ id }, at) => `a${at}: agreement(id: "${id}") { ${fields} }`).join(" ");
  const [one, other] = await Promise.all(OFFICERS.map((officer) => ask(`{ ${each} }`, {}, officer)));
  return agreements.map((_, at) => one[`a${at}`] ?? other[`a${at}`]);
}

/** What the registry says of one agreement after the other: who its parties are, and where it stands on each day. */
async function learn(agreements) {
  const known = await askEach(agreements, "parties { actor { id ... on Country { code } } }");
  const actors = known.flatMap(({ parties }) => parties.map(({ actor }) => actor));
  const statuses = new Map();
  for (const knownAt of MOMENTS) {
    for (const day of new Set([...DAYS, ...RANGES.flatMap(({ from, to }) => daysFrom(from, to))])) {
      const told = await askEach(agreements, `status(asOf: "${day}", knownAt: "${knownAt}") { name flags }`);
      agreements.forEach(({ id }, at) => statuses.set(`${id} ${day} ${knownAt}`, told[at].status));
    }
  }
  return {
    codes: [...new Set(actors.flatMap(({ code }) => code ?? []))],
    actor: (code) => actors.find((one) => one.code === code).id,
    statusOf: ({ id }, day, knownAt) => statuses.get(`${id} ${day} ${knownAt}`),
  };
}

const LIST = `query ($filter: AgreementFilter, $orderBy: AgreementOrder, $asOf: Date, $knownAt: DateTime,
    $first: Int, $after: String, $last: Int, $before: String) {
  agreements(filter: $filter, orderBy: $orderBy, asOf: $asOf, knownAt: $knownAt,
      first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { id } at { status { name } } } } }`;

/** The whole list, page by page; every page says how long it is. */
async function walk(query, caller, size, backwards) {
  const rows = [];
  let place = null;
  for (;;) {
    const page = backwards ? { last: size, before: place } : { first: size, after: place };
    const { agreements } = await ask(LIST, { ...query, ...page }, caller);
    const { edges, totalCount, pageInfo } = agreements;
    const told = edges.map(({ node, at }) => `${node.id} ${at.status.name}`);
    rows.splice(backwards ? 0 : rows.length, 0, ...told);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
    place = backwards ? startCursor : endCursor;
    if (!(backwards ? hasPreviousPage : hasNextPage)) return { rows, totalCount };
  }
}

/** Proposes one agreement after the other until it is told to stop; answers how many. */
async function writeUntil(stop) {
  const propose = "mutation ($input: ProposeAgreementInput!) { proposeAgreement(input: $input) { refusals { code } } }";
  let written = 0;
  for (; !stop.aborted; written += 1) {
    const terms = {
      titles: [{ language: "en", value: "Meanwhile" }],
      form: "AGREEMENT",
      bindingness: "BINDING",
      areas: ["TRADE"],
    };
    const parties = { home: { actor: { country: "JOR" } }, counterpart: { actor: { country: "EGY" } } };
    const input = { idempotencyKey: `meanwhile-${SEED}-${written}`, propose: { on: "2024-01-01", ...parties, terms } };
    await ask(propose, { input }, OFFICERS[0]);
  }
  return written;
}

test(`${QUERIES} lists are as by hand, from the seed ${SEED}`, async () => {
  const acts = readFileSync(SAMPLE, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const agreements = agreementsOf(acts);
  const facts = await learn(agreements);
  const all = (name) => [...new Set(agreements.flatMap((one) => one[name] ?? []))];
  const draw = draws(Number(SEED));
  const generator = new Generator(draw, {
    countries: facts.codes,
    areas: all("areas"),
    forms: all("form"),
    registers: [...all("importedFrom"), "elsewhere"],
    statuses: [
      "PROPOSED",
      "NEGOTIATING",
      "SIGNED",
      "IN_FORCE",
      "SUSPENDED",
      "EXPIRED",
      "TERMINATED",
      "ABANDONED",
      "UNKNOWN",
      "NONE",
    ],
    flags: ["CONSENT_PENDING", "INTERIM_DUTY", "NOTICE_RUNNING", "EXPIRING", "DAY_ARGUABLE"],
    days: DAYS,
    moments: MOMENTS,
    ranges: RANGES,
  });
  const stop = new AbortController();
  const writing = writeUntil(stop.signal);
  let rows = 0;
  try {
    for (let count = 0; count < Number(QUERIES); count += 1) {
      const query = generator.query();
      const caller = generator.one(CALLERS);
      const size = 1 + Math.floor(draw() * 12);
      const backwards = draw() < 0.5;
      const expected = evaluate(agreements, query, caller, facts).map(
        (one) => `${one.id} ${facts.statusOf(one, query.asOf, query.knownAt).name}`,
      );
      const told = await walk(query, caller, size, backwards);
      const { token, ...who } = caller;
      assert.deepEqual(
        told,
        { rows: expected, totalCount: expected.length },
        JSON.stringify({ query, who, size, backwards }),
      );
      rows += expected.length;
    }
  } finally {
    stop.abort();
  }
  assert.ok((await writing) > 0);
  assert.ok(rows > Number(QUERIES));
});
