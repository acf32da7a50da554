// Apollo's subgraph compatibility suite (its tests as they are published), over the products of the registry's own HTTP:
// `node run.mjs http://127.0.0.1:4001/graphql`. Apollo's gateway stands in the place of its router, which is no package;
// the suite asks it at port 4000 for what crosses subgraphs.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";
import { composeServices } from "@apollo/composition";
import { ApolloGateway } from "@apollo/gateway";
import { parse } from "graphql";
import { free } from "../../lib/free.mjs";

const ROUTER = 4000;
const products = process.argv[2];
const require = createRequire(import.meta.url);
const suite = dirname(require.resolve("@apollo/federation-subgraph-compatibility-tests/package.json"));

async function ask(url, query) {
  const body = JSON.stringify({ query });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return (await response.json()).data;
}

/** One of the suite's own partners, on a port that is free. */
async function partner(name, port) {
  const folder = join(suite, "dist", "subgraphs", name);
  const env = { ...process.env, [`${name.toUpperCase()}_PORT`]: String(port) };
  const started = spawn(process.execPath, ["index.js"], { cwd: folder, env, stdio: "ignore" });
  const url = `http://localhost:${port}/`;
  for (let tries = 100; ; tries -= 1) {
    if (await ask(url, "{ __typename }").catch(() => undefined)) break;
    if (tries === 0) throw new Error(`the suite's own subgraph of ${name} does not start`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { started, name, url, typeDefs: parse(readFileSync(join(folder, `${name}.graphql`), "utf8")) };
}

/** What the suite calls the router. */
async function route(supergraphSdl) {
  const gateway = new ApolloGateway({ supergraphSdl });
  const { executor } = await gateway.load();
  const server = createServer(async (request, response) => {
    const { query, variables } = await json(request);
    const answer = await executor({
      request: { query, variables },
      document: parse(query),
      operationName: null,
      queryHash: query,
      context: {},
      cache: new Map(),
      overallCachePolicy: { restrict() {} },
      metrics: {},
    });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise((resolve, reject) => server.on("error", reject).listen(ROUTER, "localhost", resolve));
  return async () => {
    server.close();
    await gateway.stop();
  };
}

/** The results of its tests. */
function test() {
  const jest = require.resolve("jest/bin/jest", { paths: [suite] });
  const config = join(suite, "federation-jest.config.js");
  const run = spawn(process.execPath, [jest, join(suite, "dist", "tests"), "--ci", "--json", "--config", config], {
    env: { ...process.env, PRODUCTS_URL: products },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return json(run.stdout);
}

const ports = await free(2);
const partners = await Promise.all([partner("users", ports[0]), partner("inventory", ports[1])]);
let stop = () => {};
try {
  const { sdl } = (await ask(products, "{ _service { sdl } }"))._service;
  const { supergraphSdl, errors } = composeServices([{ name: "products", url: products, typeDefs: parse(sdl) }, ...partners]);
  for (const { message } of errors ?? []) console.log(message);
  if (supergraphSdl) stop = await route(supergraphSdl);
  const { testResults, numPassedTests, numTotalTests } = await test();
  for (const { assertionResults, message } of testResults) {
    if (message) console.log(message);
    for (const { status, fullName } of assertionResults) console.log(status, fullName);
  }
  console.log(`${numPassedTests} of ${numTotalTests}, Apollo's gateway in the place of its router`);
  process.exitCode = numPassedTests === numTotalTests && numTotalTests > 0 ? 0 : 1;
} finally {
  await stop();
  for (const { started } of partners) started.kill();
}
