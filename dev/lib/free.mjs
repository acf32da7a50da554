// Addresses that nobody listens on; started by itself, it prints so many as it is told.
import { createServer } from "node:net";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/** So many ports that are free. */
export async function free(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) server.close();
  return ports;
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
  for (const port of await free(Number(argv[2]))) console.log(`127.0.0.1:${port}`);
}
