// Composes with every composer, alone and with the partners; fails on any error.
import { composeWithEvents, composers } from "./composers.mjs";
import { events, partners, registry } from "./subgraphs.mjs";

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
// Only WunderGraph's router reads Kafka; the others know nothing of its directive.
const { errors, topics } = composeWithEvents([registry, events]);
if (errors.length === 0 && topics.join() !== "mithaq.agreement.events.v1.public") errors.push({ message: `topics: ${topics}` });
console.log(`events from Kafka: ${errors.length === 0 ? `composed, ${topics}` : `${errors.length} errors`}`);
for (const { message } of errors) console.log(`  ${message}`);
failed += errors.length;
process.exitCode = failed === 0 ? 0 : 1;
