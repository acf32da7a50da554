// Addresses that nobody listens on; started by itself, it prints so many as it is told.
import { once } from "node:events";
import { createServer } from "node:net";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

// Systems lend ports from 32768 on to whoever connects somewhere. One of those can be taken before it is listened on.
// Those that are used by name, and those that browsers shun, are not among these.
const [FIRST, COUNT] = [20_000, 5_000];

/** Listens on a port that nobody listens on. */
async function listener() {
  for (;;) {
    const server = createServer();
    server.listen(FIRST + Math.floor(Math.random() * COUNT), "127.0.0.1");
    try {
      await once(server, "listening");
      return server;
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
}

/** So many ports that are free, no two of them the same. */
export async function free(count) {
  const servers = await Promise.all(Array.from({ length: count }, listener));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

/** So many addresses of this machine that are free. */
export const freeAddresses = async (count) => (await free(count)).map((port) => `127.0.0.1:${port}`);

if (import.meta.url === pathToFileURL(argv[1]).href) {
  for (const address of await freeAddresses(Number(argv[2]))) console.log(address);
}
