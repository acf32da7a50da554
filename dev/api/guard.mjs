// Whether schema.graphql breaks anyone who was written against what was last released (released.graphql, which leaves
// descriptions out). With --release, it becomes what was last released.
import { readFileSync, writeFileSync } from "node:fs";
import { parse, print, visit } from "graphql";
import { breaking } from "./breaking.mjs";

const released = new URL("released.graphql", import.meta.url);
const current = readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8");

if (process.argv[2] === "--release") {
  const enter = (node) => ("description" in node ? { ...node, description: undefined } : undefined);
  writeFileSync(released, `${print(visit(parse(current), { enter }))}\n`);
} else {
  const breaks = await breaking(readFileSync(released, "utf8"), current);
  for (const message of breaks) console.log(message);
  console.log(`${breaks.length} breaking changes since the last release`);
  process.exit(breaks.length === 0 ? 0 : 1);
}
