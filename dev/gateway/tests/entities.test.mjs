// `_entities` and `_service`, as a gateway asks the registry for them.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ask, codes, REGISTRY, token } from "./client.mjs";

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Agreement { registryNumber version } ... on Country { code } } }`;
const DEFENCE = { __typename: "Agreement", id: "0168dc44-7320-701b-be1d-a1529480f3fe" };
const SECRET = { __typename: "Agreement", id: "01783517-9040-7634-8773-151553f7ea64" };

const entities = (representations, token) => ask(REGISTRY, ENTITIES, { variables: { representations }, token });

test("the SDL that gateways read is the file in the repository", async () => {
  const { data } = await ask(REGISTRY, "{ _service { sdl } }");
  assert.equal(data._service.sdl, readFileSync(new URL("../../../schema.graphql", import.meta.url), "utf8"));
});

test("a thing is found by each of its keys", async () => {
  const { data, errors } = await entities([
    DEFENCE,
    { __typename: "Agreement", registryNumber: "MTQ-2019-21TM62" },
    { __typename: "Country", code: "EGY" },
  ]);
  assert.equal(errors, undefined);
  const [byId, byNumber, country] = data._entities;
  assert.equal(byId.registryNumber, "MTQ-2019-21TM62");
  assert.deepEqual([byNumber, country], [byId, { code: "EGY" }]);
});

test("what is hidden is null without an error, as what is absent is", async () => {
  const absent = { __typename: "Agreement", id: randomUUID() };
  const anonymous = await entities([SECRET, absent, DEFENCE]);
  assert.equal(anonymous.errors, undefined);
  assert.deepEqual(anonymous.data._entities.map((entity) => entity?.registryNumber ?? null), [null, null, "MTQ-2019-21TM62"]);
  const cleared = await entities([SECRET, absent], token("secret"));
  assert.deepEqual(cleared.data._entities.map((entity) => entity?.registryNumber ?? null), ["MTQ-2021-1HPPKX", null]);
});

test("a bad key among fifty is an error at its own place", async () => {
  const fifty = Array.from({ length: 50 }, (_, at) => (at === 17 ? { ...DEFENCE, id: "seventeen" } : DEFENCE));
  const { data, errors } = await entities(fifty);
  assert.deepEqual(data._entities.flatMap((entity, at) => (entity ? [] : [at])), [17]);
  assert.deepEqual(errors.map(({ path, extensions }) => [path, extensions.code]), [[["_entities", 17], "BAD_USER_INPUT"]]);
});

test("1,000 representations are answered, and 1,001 refused", async () => {
  const many = (count) => Array.from({ length: count }, () => ({ ...DEFENCE, id: randomUUID() })).with(-1, DEFENCE);
  const within = await entities(many(1000));
  assert.equal(within.errors, undefined);
  assert.equal(within.data._entities.length, 1000);
  assert.equal(within.data._entities[999].registryNumber, "MTQ-2019-21TM62");
  const beyond = await entities(many(1001));
  assert.deepEqual([beyond.data?._entities ?? null, codes(beyond)], [null, ["LIMIT_EXCEEDED"]]);
  const { asked, allowed } = beyond.errors[0].extensions;
  assert.deepEqual([asked, allowed], [1001, 1000]);
});
