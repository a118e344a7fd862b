import { setImmediate as turn } from "node:timers/promises";
import type { ClientOptions } from "../../index.js";
import type { VirtualClock } from "../../sandbox/index.js";

type Fetch = NonNullable<ClientOptions["fetch"]>;

/**
 * Does something on a virtual clock, which moves to whatever is waited for as soon as no request is
 * under way: waits take no time, and requests take none of the clock's.
 *
 * @param fetch - sends requests without a socket
 * @param run - does it, with the `fetch` that it is given
 */
export async function inVirtualTime<Result>(
  clock: VirtualClock,
  fetch: Fetch,
  run: (fetch: Fetch) => Promise<Result>,
): Promise<Result> {
  let underWay = 0;
  let isDone = false;
  const work = run(async (url, init) => {
    underWay += 1;
    try {
      const response = await fetch(url, init);
      // Until its body is there, the clock would move to the timeout of its request.
      await response
        .clone()
        .arrayBuffer()
        .catch(() => {});
      return response;
    } finally {
      underWay -= 1;
    }
  }).finally(() => {
    isDone = true;
  });
  work.catch(() => {}); // Thrown below.
  while (!isDone) {
    for (let round = 0; round < 10 && !isDone; round += 1) await turn();
    if (underWay === 0 && !isDone) clock.advanceToNext();
  }
  return work;
}
