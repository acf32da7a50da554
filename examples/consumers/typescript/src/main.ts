// Keeps a local table of the agreements in force, from an audience's events.

import { client, options, topic, type Options } from "./options.js";
import { eventOf } from "./event.js";
import { untilCaughtUp } from "./progress.js";
import { Table } from "./table.js";
import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";

async function follow(kafka: Kafka, consumer: Consumer, table: Table, chosen: Options): Promise<void> {
  // KafkaJS commits the offsets of a batch when this has returned: what is read again after a crash in between is
  // dropped by its sequence.
  const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
    for (const message of batch.messages) {
      const change = table.apply(eventOf(message, batch.partition));
      if (change && !chosen.untilCaughtUp) console.log(change);
    }
    table.save();
  };
  await consumer.connect();
  await consumer.subscribe({ topic: topic(chosen), fromBeginning: true });
  const crashed = new Promise<never>((_, reject) => consumer.on("consumer.crash", ({ payload }) => reject(payload.error)));
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  const caughtUp = chosen.untilCaughtUp ? untilCaughtUp(kafka, consumer, chosen.group, topic(chosen)) : undefined;
  await consumer.run({ eachBatch });
  await Promise.race([crashed, stopped, ...(caughtUp ? [caughtUp] : [])]);
}

const chosen = options();
const kafka = client(chosen);
// A fault of ours, such as missing events, is not mended by trying again.
const consumer = kafka.consumer({ groupId: chosen.group, retry: { restartOnFailure: async () => false } });
const table = new Table(chosen.table);
try {
  await follow(kafka, consumer, table, chosen);
  if (chosen.untilCaughtUp) table.print();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await consumer.disconnect();
}
