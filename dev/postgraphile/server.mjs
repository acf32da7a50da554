// PostGraphile on the tables of a registry, as a caller without a token: `node server.mjs ADDRESS`, with DATABASE_URL.
// It takes the same role, and makes the same settings in every transaction, so that row-level security holds for both.
import { createServer } from "node:http";
import { grafserv } from "grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { jsonPgSmartTags } from "postgraphile/utils";

const [host, port] = process.argv[2].split(":");

// The tables are parted from one another on purpose; so it is told which belongs to which.
const relations = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      acts: { tags: { foreignKey: "(agreement_id) references agreements (id)" } },
      agreements: {
        tags: { foreignKey: ["(home_actor) references actors (id)", "(counterpart_actor) references actors (id)"] },
      },
    },
  },
});

const pgSettings = {
  role: "mithaq_app",
  "mithaq.clearance": "0",
  "mithaq.ministry": "",
  "mithaq.every_ministry": "off",
};

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [relations],
  // As many connections as the registry takes.
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public"], poolConfig: { max: 16 } })],
  grafast: { explain: false, context: () => ({ pgSettings }) },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(port), host, () => console.log("ready"));
