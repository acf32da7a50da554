// The contract of the event stream by AsyncAPI's own parser: an error or a warning is a fault.
import { fileURLToPath } from "node:url";
import { Parser, fromFile } from "@asyncapi/parser";

const path = fileURLToPath(new URL("../../contracts/asyncapi.yaml", import.meta.url));
const { document, diagnostics } = await fromFile(new Parser(), path).parse();
const told = { 0: "error", 1: "warning" };
const faults = diagnostics.filter(({ severity }) => severity in told);
for (const { severity, path, message } of faults) console.error(`${told[severity]}: ${path.join(".")}: ${message}`);
if (document === undefined || faults.length > 0) process.exit(1);
const messages = document.allMessages().all();
const undescribed = messages.filter((message) => !message.payload()?.description());
for (const message of undescribed) console.error(`${message.id()}: its data are not described`);
if (messages.length === 0 || undescribed.length > 0) process.exit(1);
console.log(`AsyncAPI ${document.version()}: ${document.allChannels().all().length} channels, ${messages.length} messages, no fault`);
