// The ministry of finance: what is spent on an agreement.
import { readJson, serve } from "../serve.js";

const folder = new URL("./", import.meta.url);
const file = process.env.FINANCE_LEDGER ?? new URL("ledger.json", folder);
// Read anew each time, so that what is booked while this runs is told.
const ledger = () => readJson(file);

serve({
  name: "finance",
  folder,
  listen: process.env.FINANCE_LISTEN ?? "127.0.0.1:4002",
  resolvers: {
    Query: { ledger },
    LedgerEntry: { agreement: ({ registryNumber }) => ({ registryNumber }) },
    Agreement: {
      // The gateway gives `version` with the key, as `spending` requires it.
      __resolveReference: (agreement) => agreement,
      spending({ registryNumber, version }) {
        const entry = ledger().find((booked) => booked.registryNumber === registryNumber);
        return entry && { ...entry, ofVersion: version };
      },
    },
  },
});
