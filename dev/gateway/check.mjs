// Composes with every composer, alone and with the partners; fails on any error.
import { composers } from "./composers.mjs";
import { partners, registry } from "./subgraphs.mjs";

const together = [registry, ...partners];
let failed = 0;
for (const [composer, compose] of Object.entries(composers)) {
  for (const subgraphs of [[registry], together]) {
    const names = subgraphs.map(({ name }) => name).join(", ");
    const { errors } = compose(subgraphs);
    console.log(`${composer}: ${names}: ${errors.length === 0 ? "composed" : `${errors.length} errors`}`);
    for (const { message } of errors) console.log(`  ${message}`);
    failed += errors.length;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
