// Writes the reference in docs/api/ from schema.graphql; with --check, says whether it is as it should be.
import { readFileSync, writeFileSync } from "node:fs";
import { reference } from "./reference.mjs";

const top = new URL("../../", import.meta.url);
const pages = Object.entries(reference(readFileSync(new URL("schema.graphql", top), "utf8")));
const place = (name) => new URL(`docs/api/${name}`, top);

if (process.argv[2] === "--check") {
  const stale = pages.filter(([name, text]) => readFileSync(place(name), "utf8") !== text);
  for (const [name] of stale) console.log(`docs/api/${name} is not what schema.graphql says: node dev/api/docs.mjs`);
  console.log(`${pages.length - stale.length} of ${pages.length} pages are current`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [name, text] of pages) writeFileSync(place(name), text);
