// Starts GraphiQL on the registry's own endpoint.
const query = `# Mithaq, a registry of bilateral agreements.
# Ctrl+Enter runs the query, Ctrl+Space completes it.
#
# Without a token you see what everyone may see.
# With one, write under Headers, below:
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
