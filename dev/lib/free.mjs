// Prints so many addresses that nobody listens on.
import { createServer } from "node:net";

const servers = await Promise.all(
  Array.from({ length: Number(process.argv[2]) }, async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
  }),
);
for (const server of servers) {
  console.log(`127.0.0.1:${server.address().port}`);
  server.close();
}
