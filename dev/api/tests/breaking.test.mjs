// What the guard of schema.graphql lets pass, and what it does not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { breaking } from "../breaking.mjs";

const schema = readFileSync(new URL("../../../schema.graphql", import.meta.url), "utf8");

/** The schema with one thing replaced, which must be there. */
function changed(from, to) {
  const text = schema.replace(from, to);
  assert.notEqual(text, schema);
  return text;
}

const described = (line) => new RegExp(`  "{3}\\n[^"]*"{3}\\n  ${line}\\n`);

const refused = {
  "a field is removed": changed(described("inForceSince: LegalDay"), ""),
  "a value is removed": changed(described("PROGRESS"), ""),
  "what was always there may be null": changed("\n  registryNumber: String!\n", "\n  registryNumber: String\n"),
  "an argument is required": changed(
    "registryNumber: String!\n  ): Agreement",
    "registryNumber: String!\n other: Int!\n  ): Agreement",
  ),
  "a field of an input is required": changed("  idempotencyKey: ID!\n", "  idempotencyKey: ID!\n  more: ID!\n"),
  "a default changes": changed('["en"]', '["fr"]'),
  "partners lose a key": changed(' @key(fields: "registryNumber")', ""),
};

const permitted = {
  "nothing changes": schema,
  "a value is added": changed("  PROGRESS\n", "  PROGRESS\n  MORE\n"),
  "an argument may be given": changed(
    "registryNumber: String!\n  ): Agreement",
    "registryNumber: String!\n other: Int\n  ): Agreement",
  ),
  "a field of an input may be given": changed("  idempotencyKey: ID!\n", "  idempotencyKey: ID!\n  more: ID\n"),
  "what may be null always is there": changed("  inForceSince: LegalDay\n", "  inForceSince: LegalDay!\n"),
  "an estimate changes": changed("@cost(weight: 50)", "@cost(weight: 60)"),
  "a description changes": changed("The agreement of an id;", "An agreement of an id;"),
};

for (const [name, current] of Object.entries(refused)) {
  test(`refused: ${name}`, async () => assert.equal((await breaking(schema, current)).length, 1));
}

for (const [name, current] of Object.entries(permitted)) {
  test(`permitted: ${name}`, async () => assert.deepEqual(await breaking(schema, current), []));
}
