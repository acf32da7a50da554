// The local table: where each agreement stands, and up to which event.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import kafkajs from "kafkajs";
import { DISCLOSED, WITHDRAWN, type Event } from "./event.js";

// An agreement; without a number and a status where it left the audience's sight.
interface Row {
  registryNumber?: string | undefined;
  status?: string | undefined;
  revision: number;
  sequence: number;
}

interface Content {
  // How many events were taken in, without repeats, and the highest sequence among them: at rest the two are equal, or
  // some were missed.
  events: number;
  lastSequence: number;
  agreements: Record<string, Row>;
}

export class Table {
  readonly #path: string;
  readonly #content: Content;

  constructor(path: string) {
    this.#path = path;
    this.#content = existsSync(path)
      ? JSON.parse(readFileSync(path, "utf8"))
      : { events: 0, lastSequence: 0, agreements: {} };
  }

  // Takes an event in, unless it was before. Answers how the agreement stands where that changed.
  apply(event: Event): string | undefined {
    const { agreement, type, sequence, revision } = event;
    const row: Row = this.#content.agreements[agreement] ?? { revision: 0, sequence: 0 };
    if (sequence <= row.sequence) return undefined;
    if (type !== DISCLOSED && revision !== row.revision + 1) {
      // KafkaJS tries again what fails otherwise.
      throw new kafkajs.KafkaJSNonRetriableError(
        `agreement ${agreement}: revision ${revision} came after ${row.revision}, so events are missing; ` +
          "begin with a new --table and --group",
      );
    }
    const next: Row =
      type === WITHDRAWN
        ? { revision, sequence }
        : {
            registryNumber: event.registryNumber ?? row.registryNumber,
            status: event.status ?? row.status,
            revision,
            sequence,
          };
    this.#content.agreements[agreement] = next;
    this.#content.events += 1;
    this.#content.lastSequence = Math.max(this.#content.lastSequence, sequence);
    return next.status === row.status ? undefined : `${next.registryNumber ?? agreement} ${next.status ?? "withdrawn"}`;
  }

  // Puts the table on disk: whole, or as it was before.
  save(): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#content));
    renameSync(`${this.#path}.new`, this.#path);
  }

  // Prints the agreements in force, by id.
  print(): void {
    const { events, lastSequence, agreements } = this.#content;
    for (const id of Object.keys(agreements).sort()) {
      const { registryNumber, status } = agreements[id]!;
      if (status === "IN_FORCE") console.log(JSON.stringify({ id, registryNumber, status }));
    }
    console.error(`caught up: ${events} events, last sequence ${lastSequence}`);
  }
}
