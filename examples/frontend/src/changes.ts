// What happens, as it happens.
import { graphql, type ResultOf } from "./graphql.js";
import type { Registry } from "./registry.js";

const Changed = graphql(`
  subscription Changed($after: String) {
    agreementChanged(after: $after) {
      cursor
      kind
      agreementId
      act {
        kind
      }
      before
      after
      agreement {
        registryNumber
        title {
          value
        }
      }
    }
  }
`);

const Now = graphql(`
  query Now {
    agreementChanges(last: 1) {
      pageInfo {
        endCursor
      }
    }
  }
`);

export type Change = ResultOf<typeof Changed>["agreementChanged"];

/** The cursor of the last change there is; whoever follows after it misses nothing that comes later. */
export async function lastChange(registry: Registry): Promise<string | null> {
  const { agreementChanges } = await registry.ask(Now, {});
  return agreementChanges?.pageInfo.endCursor ?? null;
}

/** Tells every change after a cursor, each once and in order, until it is stopped; where to go on is the last `cursor`. */
export function follow(registry: Registry, after: string | null, told: (change: Change) => void, stop: AbortSignal) {
  const variables = { after };
  const next = ({ agreementChanged }: ResultOf<typeof Changed>) => {
    variables.after = agreementChanged.cursor;
    told(agreementChanged);
  };
  return registry.follow(Changed, variables, next, stop);
}
