// The same supergraph in another gateway, Apollo's: queries and mutations.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { parse } from "graphql";
import { book, proposal, token } from "./client.mjs";

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH, "utf8"),
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource({
      url,
      willSendRequest: ({ request, context }) =>
        context.token && request.http.headers.set("authorization", `Bearer ${context.token}`),
    }),
});
let execute;

before(async () => ({ executor: execute } = await gateway.load()));
after(() => gateway.stop());

async function run(query, { variables, token } = {}) {
  const answer = await execute({
    request: { query, variables },
    document: parse(query),
    operationName: null,
    queryHash: query,
    context: { token },
    cache: new Map(),
    overallCachePolicy: { restrict() {} },
    metrics: {},
  });
  // Its objects have no prototype.
  return JSON.parse(JSON.stringify(answer));
}

test("one query crosses three ministries", async () => {
  book(["MTQ-2019-21TM62"]);
  const { data, errors } = await run(`{ agreementByRegistryNumber(registryNumber: "MTQ-2019-21TM62") {
    version spending { ofVersion } parties { actor { ... on Country { code missions { city } } } } } }`);
  assert.equal(errors, undefined);
  const { version, spending, parties } = data.agreementByRegistryNumber;
  assert.equal(spending.ofVersion, version);
  assert.deepEqual(parties[1].actor, { code: "EGY", missions: [{ city: "Cairo" }, { city: "Alexandria" }] });
});

test("a hidden agreement is null without an error", async () => {
  book(["MTQ-2021-1HPPKX"]);
  const { data, errors } = await run("{ ledger { agreement { title { value } } } }");
  assert.deepEqual([data.ledger, errors], [[{ agreement: null }], undefined]);
});

test("a mutation goes through with the caller's token, and its answer crosses too", async () => {
  const { query, variables } = proposal("apollo");
  const anonymous = await run(query, { variables });
  assert.deepEqual(anonymous.errors.map(({ extensions }) => extensions.code), ["UNAUTHENTICATED"]);
  const { data, errors } = await run(query, { variables, token: token("secret") });
  assert.equal(errors, undefined);
  const { agreement, refusals } = data.proposeAgreement;
  assert.deepEqual([refusals, agreement.spending], [[], null]);
  assert.deepEqual(agreement.parties[1], { actor: { code: "KEN", missions: [{ city: "Nairobi" }] } });
});
