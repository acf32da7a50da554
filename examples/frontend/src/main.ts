// mithaq-frontend in-force COUNTRY [DAY] | follow [CURSOR]
import { inForceWith } from "./agreements.js";
import { follow, lastChange } from "./changes.js";
import { Registry } from "./registry.js";

const { MITHAQ_URL = "http://127.0.0.1:8080/graphql", MITHAQ_TOKEN } = process.env;
const [command, ...given] = process.argv.slice(2);
const registry = new Registry(MITHAQ_URL, MITHAQ_TOKEN);

async function list(country: string, day?: string): Promise<void> {
  for await (const { registryNumber, title, status } of inForceWith(registry, country, day)) {
    const because = status.because.map(({ text }) => text.value).join("; ");
    console.log(`${registryNumber}  ${title.value}\n    in force since ${status.since?.value ?? "?"}: ${because}`);
  }
}

async function tell(after?: string): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const from = after ?? (await lastChange(registry));
  await follow(
    registry,
    from,
    ({ cursor, act, before, after: now, agreement }) =>
      console.log(JSON.stringify({ number: agreement?.registryNumber, act: act?.kind, before, after: now, cursor })),
    stop.signal,
  );
}

if (command === "in-force" && given[0] !== undefined) await list(given[0], given[1]);
else if (command === "follow") await tell(given[0]);
else {
  console.error("in-force COUNTRY [DAY] | follow [CURSOR]; MITHAQ_URL and MITHAQ_TOKEN say where and as whom");
  process.exitCode = 2;
}
