// What the consumer is told on its command line, and how the client is set by it.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { decompress } from "fzstd";
import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from "kafkajs";

// Topics are compressed by zstd, which KafkaJS leaves to its user. Reading is all that is done here.
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
  compress: () => Promise.reject(new Error("this consumer writes nothing")),
  decompress: (bytes: Buffer) => Promise.resolve(Buffer.from(decompress(bytes))),
});

export interface Options {
  brokers: string;
  audience: string;
  // The consumer group; a new table needs a new one.
  group: string;
  table: string;
  // A file of name=value lines, named as librdkafka's: security.protocol, sasl.mechanism, sasl.username, ...
  settings: Map<string, string>;
  untilCaughtUp: boolean;
}

export function options(): Options {
  const { values } = parseArgs({
    options: {
      brokers: { type: "string", default: "127.0.0.1:29092" },
      audience: { type: "string", default: "public" },
      group: { type: "string", default: "in-force-typescript" },
      table: { type: "string", default: "in-force.json" },
      settings: { type: "string" },
      "until-caught-up": { type: "boolean", default: false },
    },
  });
  return { ...values, settings: settings(values.settings), untilCaughtUp: values["until-caught-up"] };
}

export const topic = (chosen: Options): string => `mithaq.agreement.events.v1.${chosen.audience}`;

export function client(chosen: Options): Kafka {
  const config: KafkaConfig = {
    clientId: "in-force",
    brokers: chosen.brokers.split(","),
    logLevel: kafkajs.logLevel.NOTHING,
  };
  const [protocol, ca] = [chosen.settings.get("security.protocol"), chosen.settings.get("ssl.ca.location")];
  if (protocol?.endsWith("SSL")) config.ssl = ca ? { ca: readFileSync(ca, "utf8") } : true;
  if (protocol?.startsWith("SASL")) config.sasl = credentials(chosen.settings);
  return new kafkajs.Kafka(config);
}

function credentials(settings: Map<string, string>): SASLOptions {
  const [username, password] = [settings.get("sasl.username") ?? "", settings.get("sasl.password") ?? ""];
  const mechanism = settings.get("sasl.mechanism")?.toLowerCase();
  switch (mechanism) {
    case "plain":
    case "scram-sha-256":
    case "scram-sha-512":
      return { mechanism, username, password } as SASLOptions;
    default:
      throw new Error(`sasl.mechanism: ${mechanism} is not PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512`);
  }
}

function settings(path: string | undefined): Map<string, string> {
  const lines = path ? readFileSync(path, "utf8").split("\n") : [];
  const pairs = lines.filter((line) => line.includes("=") && !line.startsWith("#"));
  return new Map(pairs.map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()]));
}
