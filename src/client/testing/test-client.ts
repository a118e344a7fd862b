import { setImmediate as turn } from "node:timers/promises";
import { createVirtualClock, type VirtualClock } from "../../shared/clock.js";
import type { ClientOptions } from "../client-options.js";
import type { Client } from "../create-client.js";
import { createClient } from "../create-client.js";

/** When the clock of a test client starts, in milliseconds since the Unix epoch. */
export const startTime = Date.UTC(2030, 0, 1, 12);

export type Fetch = (request: Request) => Response | Promise<Response>;

export interface TestClient {
  client: Client;
  clock: VirtualClock;
  /** The requests given to `fetch`. */
  requests: Request[];
  /** The waits before a request was repeated, in milliseconds. */
  waits: number[];
}

/**
 * Creates a client on a virtual clock, which moves past each wait of the client but not past its
 * timeouts. Its backoff takes half of the longest time.
 */
export function createTestClient(fetch: Fetch, options: Partial<ClientOptions> = {}): TestClient {
  const clock = createVirtualClock(startTime);
  const requests: Request[] = [];
  const waits: number[] = [];
  const client = createClient({
    token: "token",
    clock,
    random: () => 0.5,
    logger: {
      debug: () => {},
      warn: (_message, { wait }) => {
        waits.push(wait);
        queueMicrotask(() => clock.advance(wait));
      },
    },
    fetch: async (url, init) => {
      const request = new Request(url, init);
      requests.push(request);
      return fetch(request);
    },
    ...options,
  });
  return { client, clock, requests, waits };
}

/** Moves a clock, after and before everything that takes no time has happened. */
export async function pass(clock: VirtualClock, milliseconds: number): Promise<void> {
  for (let round = 0; round < 10; round += 1) await turn();
  clock.advance(milliseconds);
  for (let round = 0; round < 10; round += 1) await turn();
}

/** Returns the error of a call, which must fail. */
export const errorOf = (call: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(call).then(
    (value) => Promise.reject(new Error(`succeeded with ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
