// A second process of the same registry, which a test may stop and start again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freeAddresses } from "./free.mjs";

/** The path of the binary; its settings are those of this process, but for where it listens. */
const { MITHAQ } = process.env;

export class Replica {
  #listen;
  #admin;
  #process;

  /** Starts one on ports of its own. */
  static async start() {
    const replica = new Replica();
    [replica.#listen, replica.#admin] = await freeAddresses(2);
    await replica.serve();
    return replica;
  }

  /** Where it listens. */
  get listen() {
    return this.#listen;
  }

  /** Where it answers GraphQL. */
  get url() {
    return `http://${this.#listen}/graphql`;
  }

  /** Serves, again or for the first time, and waits until it is ready. */
  async serve() {
    const listen = { MITHAQ_LISTEN: this.#listen, MITHAQ_ADMIN_LISTEN: this.#admin };
    const env = { ...process.env, ...listen, MITHAQ_LOG: "warn" };
    this.#process = spawn(MITHAQ, ["serve", "--roles", "api"], { env, stdio: ["ignore", "ignore", "inherit"] });
    const ready = () =>
      fetch(`http://${this.#admin}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    for (let tries = 0; !(await ready()); tries += 1) {
      assert.ok(tries < 1200 && this.#process.exitCode === null, "the replica does not become ready");
      await sleep(100);
    }
  }

  /** Ends it with a signal, and waits until it is gone. */
  async stop(signal) {
    const exited = once(this.#process, "exit");
    this.#process.kill(signal);
    await exited;
  }
}
