// Starts GraphiQL on the registry's own endpoint.
const query = `# Mithaq, a registry of bilateral agreements. Ctrl+Enter runs the query; Ctrl+Space shows what can be asked for.
#
# Without a token you see what the operator lets everyone see. With one, write below, under Headers:
#   { "Authorization": "Bearer ..." }

{
  agreements(first: 5) {
    totalCount
    edges {
      node {
        registryNumber
        title { value }
        status { name }
      }
    }
  }
}
`;
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: query, shouldPersistHeaders: false }),
);
