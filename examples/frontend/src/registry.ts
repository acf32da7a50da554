// The registry as this program asks it.
import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import { createClient, type Client } from "graphql-sse";

/** What the registry said instead of an answer: a bad request, a stale version, or that it cannot answer just now. */
export class RegistryError extends Error {
  constructor(
    message: string,
    /** `BAD_USER_INPUT`, `STALE_VERSION`, `UNAVAILABLE` and others: schema.graphql names them. */
    readonly code: string,
    /** The field of the answer that is missing. */
    readonly path: readonly (string | number)[],
  ) {
    super(message);
  }
}

interface Fault {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly Fault[];
}

const errorOf = ({ message, path, extensions }: Fault): RegistryError =>
  new RegistryError(message, String(extensions?.["code"] ?? "UNKNOWN"), path ?? []);

/** Whether the registry cannot be reached or answer just now. */
const isAway = (error: unknown): boolean =>
  error instanceof RegistryError ? error.code === "UNAVAILABLE" : error instanceof TypeError;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Registry {
  readonly #headers: Record<string, string>;
  readonly #stream: Client;

  constructor(
    /** Where the registry answers, or a gateway before it. */
    readonly url: string,
    token?: string,
  ) {
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    this.#stream = createClient({
      url,
      headers: this.#headers,
      retryAttempts: Number.MAX_SAFE_INTEGER,
      retry: (attempt) => pause(Math.min(5_000, 100 * 2 ** attempt)),
    });
  }

  /**
   * Asks, and asks again while the registry is away. That is safe for mutations too: under the same `idempotencyKey` an
   * act is recorded once.
   */
  async ask<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#askOnce(document, variables);
      } catch (error) {
        if (!isAway(error) || attempt === 6) throw error;
        await pause(100 * 2 ** attempt);
      }
    }
  }

  async #askOnce<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: {
        ...this.#headers,
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json;q=0.9",
      },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    const [fault] = errors ?? [];
    if (fault !== undefined) throw errorOf(fault);
    if (data === undefined || data === null) throw new RegistryError("no data", "UNKNOWN", []);
    return data;
  }

  /**
   * Follows a subscription until `stop`, through restarts of the registry: `variables` are read anew whenever it begins
   * again, so that what is told moves their cursor on.
   */
  async follow<Data, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<Data, Variables>,
    variables: Variables,
    told: (data: Data) => void,
    stop: AbortSignal,
  ): Promise<void> {
    while (!stop.aborted) {
      await new Promise<void>((resolve, reject) => {
        const end = this.#stream.subscribe<Data, never>(
          { query: print(document), variables },
          {
            next({ data, errors }) {
              const [fault] = errors ?? [];
              if (fault !== undefined) reject(errorOf(fault));
              else if (data !== undefined && data !== null) told(data);
            },
            error: reject,
            complete: resolve,
          },
        );
        stop.addEventListener("abort", end, { once: true });
      });
    }
  }
}
