// Lists of agreements, page by page.
import { graphql, readFragment, type FragmentOf, type VariablesOf } from "./graphql.js";
import type { Registry } from "./registry.js";

/** What a row of a list shows. */
export const Row = graphql(`
  fragment Row on Agreement {
    id
    registryNumber
    version
    title(languages: ["ar", "en"]) {
      value
      language
      rightToLeft
    }
    parties {
      actor {
        name {
          value
        }
      }
    }
    status {
      name
      since {
        value
      }
      because {
        text {
          value
        }
        rule {
          treaty
          article
        }
      }
    }
  }
`);

const InForceWith = graphql(
  `
    query InForceWith($country: String!, $asOf: Date, $first: Int!, $after: String) {
      agreements(
        filter: { parties: [{ country: $country }], status: { in: [IN_FORCE] } }
        orderBy: { by: SIGNED_ON, direction: DESCENDING }
        asOf: $asOf
        first: $first
        after: $after
      ) {
        edges {
          node {
            ...Row
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [Row],
);

/** A row, as its fragment types it. */
export type Row = ReturnType<typeof rowOf>;

const rowOf = (fragment: FragmentOf<typeof Row>) => readFragment(Row, fragment);

/** All that is in force with a country on a day (today, where none is given): one page at a time, as it is read. */
export async function* inForceWith(
  registry: Registry,
  country: string,
  asOf?: string,
  first = 20,
): AsyncGenerator<Row> {
  const page: VariablesOf<typeof InForceWith> = { country, asOf: asOf ?? null, first };
  for (;;) {
    const { agreements } = await registry.ask(InForceWith, page);
    if (agreements === null) return;
    for (const { node } of agreements.edges) yield rowOf(node);
    if (!agreements.pageInfo.hasNextPage) return;
    page.after = agreements.pageInfo.endCursor;
  }
}
