// Legal acts: a mandate to negotiate and a signature, with all that can come of them.
import { graphql, readFragment, type FragmentOf, type VariablesOf } from "./graphql.js";
import { RegistryError, type Registry } from "./registry.js";

const Outcome = graphql(`
  fragment Outcome on ActPayload {
    agreement {
      id
      registryNumber
      version
      status {
        name
      }
    }
    refusals {
      code
      message {
        value
      }
      path
      because {
        rule {
          treaty
          article
        }
      }
      cure {
        value
      }
    }
    replayed
  }
`);

const Propose = graphql(
  `
    mutation Propose($input: ProposeAgreementInput!) {
      proposeAgreement(input: $input) {
        ...Outcome
      }
    }
  `,
  [Outcome],
);

const Sign = graphql(
  `
    mutation Sign($input: SignAgreementInput!) {
      signAgreement(input: $input) {
        ...Outcome
      }
    }
  `,
  [Outcome],
);

const Version = graphql(`
  query Version($id: ID!) {
    agreement(id: $id) {
      version
      status {
        name
      }
    }
  }
`);

export type ProposeInput = VariablesOf<typeof Propose>["input"];
export type SignInput = VariablesOf<typeof Sign>["input"];

type Payload = ReturnType<typeof payloadOf>;

/** What came of an act. */
export type Done =
  | { readonly outcome: "recorded"; readonly agreement: NonNullable<Payload["agreement"]>; readonly replayed: boolean }
  /** The law says no: why, at which field of the input, and what would cure it. Nothing is written. */
  | { readonly outcome: "refused"; readonly refusals: Payload["refusals"] }
  /** Someone else was quicker: this is how it stands now. Nothing is written. */
  | { readonly outcome: "stale"; readonly version: string; readonly status: string };

/** Records a mandate to negotiate. */
export async function propose(registry: Registry, input: ProposeInput): Promise<Done> {
  const { proposeAgreement } = await registry.ask(Propose, { input });
  return outcomeOf(proposeAgreement);
}

/**
 * Signs. The officer's form was filled on one version of the agreement: where another has come since, the officer is
 * shown it and decides, and the registry is asked again with that version. The `idempotencyKey` stays the form's.
 */
export async function sign(registry: Registry, input: SignInput): Promise<Done> {
  try {
    const { signAgreement } = await registry.ask(Sign, { input });
    return outcomeOf(signAgreement);
  } catch (error) {
    if (!(error instanceof RegistryError && error.code === "STALE_VERSION")) throw error;
    const { agreement } = await registry.ask(Version, { id: input.agreementId });
    if (agreement === null) throw error;
    return { outcome: "stale", version: agreement.version, status: agreement.status.name };
  }
}

const payloadOf = (fragment: FragmentOf<typeof Outcome>) => readFragment(Outcome, fragment);

function outcomeOf(fragment: FragmentOf<typeof Outcome> | null): Done {
  if (fragment === null) throw new Error("a mutation without an error has an answer");
  const { agreement, refusals, replayed } = payloadOf(fragment);
  if (agreement === null || refusals.length > 0) return { outcome: "refused", refusals };
  return { outcome: "recorded", agreement, replayed };
}
