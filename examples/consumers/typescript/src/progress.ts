// When everything is read that was there at the start.

import type { Consumer, Kafka } from "kafkajs";

// Resolves when the consumer has come to the end that each partition has now.
export async function untilCaughtUp(kafka: Kafka, consumer: Consumer, groupId: string, topic: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const committed = await admin.fetchOffsets({ groupId, topics: [topic] });
  await admin.disconnect();
  const begun = new Map(committed[0]?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const unread = new Map<number, bigint>();
  for (const { partition, low, high } of ends) {
    // -1: nothing committed yet.
    const from = begun.get(partition) ?? -1n;
    if ((from < 0n ? BigInt(low) : from) < BigInt(high)) unread.set(partition, BigInt(high));
  }
  if (unread.size === 0) return;
  await new Promise<void>((resolve) => {
    // Told of batches without events too: a transaction's mark takes an offset.
    consumer.on("consumer.end_batch_process", ({ payload }) => {
      const end = unread.get(payload.partition);
      if (end !== undefined && BigInt(payload.lastOffset) + 1n >= end) unread.delete(payload.partition);
      if (unread.size === 0) resolve();
    });
  });
}
