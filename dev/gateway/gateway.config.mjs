// How the gateway is set; what differs by machine is given on its command line (dev/gateway/run).
import { defineConfig } from "@graphql-hive/gateway";

export const gatewayConfig = defineConfig({
  // Subscriptions too are sent to subgraphs by POST (as server-sent events): the registry reads no GET.
  transportEntries: { "*.http": { options: { method: "POST" } } },
  // Rights are checked by the subgraphs, so each is told who asks. Nobody's token stays no header at all, as an
  // empty one would be refused.
  propagateHeaders: {
    fromClientToSubgraphs({ request }) {
      const authorization = request.headers.get("authorization");
      return authorization ? { authorization } : {};
    },
  },
});
