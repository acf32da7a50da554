// The worked queries of docs/api, asked of the registry with the sample. With UPDATE_EXPECT=1 their answers are written.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { withAnswer, workedQueries } from "../worked.mjs";

const { REGISTRY, TOKENS, UPDATE_EXPECT } = process.env;
const place = new URL("../../../docs/api/worked-queries.md", import.meta.url);
const page = readFileSync(place, "utf8");

async function ask({ query, variables, token }) {
  const bearer = token && { authorization: `Bearer ${readFileSync(`${TOKENS}/${token}.jwt`, "utf8").trim()}` };
  const headers = { "content-type": "application/json", ...bearer };
  const response = await fetch(REGISTRY, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return response.json();
}

for (const worked of workedQueries(page)) {
  test(worked.title, async () => {
    const { data, errors } = await ask(worked);
    assert.equal(errors, undefined);
    if (UPDATE_EXPECT) writeFileSync(place, withAnswer(readFileSync(place, "utf8"), worked.title, data));
    else assert.deepEqual(data, worked.answer);
  });
}
