// graphql-eslint over schema.graphql: its recommended rules for schemas, and those of Relay. Fails on any finding that
// is not accepted here, and on any that is and does not come.
import { fileURLToPath } from "node:url";
import graphql from "@graphql-eslint/eslint-plugin";
import { ESLint } from "eslint";

const schema = fileURLToPath(new URL("../../schema.graphql", import.meta.url));

/** Rules that are set otherwise than recommended, and why. */
const OTHERWISE = {
  // Two subgraphs with Relay's `Node` do not compose, so nothing implements it; and lists that are short and complete, as
  // an agreement's areas are, need no pages.
  "@graphql-eslint/relay-edge-types": [
    "error",
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  // Only what has an identity has an id. The rest are values, as a status on a day is, and a client's cache must not take
  // one for another.
  "@graphql-eslint/strict-id-in-types": "off",
};

/** Findings that are accepted, and why. */
const ACCEPTED = [
  // It is the day of the action; that "act" is its beginning is English.
  {
    rule: "@graphql-eslint/no-typename-prefix",
    message: 'Field "actionOn" starts with the name of the parent type "Act"',
  },
];

const rules = {
  ...graphql.configs["flat/schema-recommended"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
  ...OTHERWISE,
};

const eslint = new ESLint({
  cwd: fileURLToPath(new URL("../..", import.meta.url)),
  overrideConfigFile: true,
  overrideConfig: {
    files: ["**/*.graphql"],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
    plugins: { "@graphql-eslint": graphql },
    rules,
  },
});

const [{ messages }] = await eslint.lintFiles([schema]);
const isAccepted = ({ ruleId, message }) =>
  ACCEPTED.some((known) => known.rule === ruleId && known.message === message);
const found = messages.filter((message) => !isAccepted(message));
const gone = ACCEPTED.filter(
  (known) => !messages.some(({ ruleId, message }) => known.rule === ruleId && known.message === message),
);

for (const { line, ruleId, message } of found) console.log(`schema.graphql:${line} ${ruleId}: ${message}`);
for (const { rule, message } of gone) console.log(`accepted, but not found any more: ${rule}: ${message}`);
const applied = Object.values(rules).filter((setting) => setting !== "off").length;
console.log(`${applied} rules: ${found.length} findings, ${ACCEPTED.length} accepted`);
process.exit(found.length + gone.length === 0 ? 0 : 1);
