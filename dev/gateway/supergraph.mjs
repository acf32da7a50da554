// Prints the supergraph of the registry and its partners, for a gateway to read.
import { composeWithApollo } from "./composers.mjs";
import { partners, registry } from "./subgraphs.mjs";

const { errors, supergraph } = composeWithApollo([registry, ...partners]);
for (const { message } of errors) console.error(message);
if (errors.length > 0) process.exit(1);
process.stdout.write(supergraph);
