// Asking the registry and the gateways, as clients do.
import { readFileSync, writeFileSync } from "node:fs";

/** Where the registry answers, and the gateways over it. */
export const { REGISTRY, GATEWAY, WITHOUT_FINANCE } = process.env;

/** A token of a clearance: `secret`. */
export const token = (clearance) => readFileSync(`${process.env.TOKENS}/${clearance}.jwt`, "utf8").trim();

/** Asks, with a token where one is given; answers the body. */
export async function ask(address, query, { variables, token } = {}) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** The codes of an answer's errors. */
export const codes = (body) => (body.errors ?? []).map((error) => error.extensions?.code);

/** Books something on each of these registry numbers, in finance's ledger. */
export function book(numbers) {
  const entries = numbers.map((registryNumber, spent) => ({ registryNumber, currency: "JOD", budgeted: 100, spent }));
  writeFileSync(process.env.FINANCE_LEDGER, JSON.stringify(entries));
}

/** The registry numbers of the sample that a caller sees. */
export async function numbers(token) {
  const query = "{ agreements(first: 100) { edges { node { registryNumber } } } }";
  const { data } = await ask(REGISTRY, query, { token });
  return data.agreements.edges.map(({ node }) => node.registryNumber);
}

/** A registry number that was never given out: what is drawn is a count, and the last is ISO 7064's check character. */
export function absentNumber(count) {
  const characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const drawn = String(count).padStart(5, "0");
  let product = 36;
  for (const character of `1901${drawn}`) {
    product = (((product + characters.indexOf(character)) % 36 || 36) * 2) % 37;
  }
  return `MTQ-1901-${drawn}${characters[(37 - product) % 36]}`;
}

const PROPOSE = `mutation ($input: ProposeAgreementInput!) { proposeAgreement(input: $input) {
  agreement { id registryNumber version spending { spent }
              parties { actor { ... on Country { code missions { city } } } } }
  refusals { code } replayed } }`;

/** The mutation that proposes an agreement with Kenya: `{ query, variables }`. */
export function proposal(key) {
  const input = {
    idempotencyKey: key,
    propose: {
      on: "2024-01-10",
      home: { actor: { country: "JOR" } },
      counterpart: { actor: { country: "KEN" } },
      label: "UNCLASSIFIED",
      terms: {
        titles: [{ language: "en", value: "Agreement on joint exercises" }],
        form: "AGREEMENT",
        bindingness: "BINDING",
        areas: ["JOINT_EXERCISES"],
        consent: "SIGNATURE",
        entryIntoForce: { onSignature: {} },
      },
    },
  };
  return { query: PROPOSE, variables: { input } };
}

/** Proposes it through the gateway; answers the body. */
export function propose(key, token) {
  const { query, variables } = proposal(key);
  return ask(GATEWAY, query, { variables, token });
}
