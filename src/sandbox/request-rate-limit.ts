import { examples } from "../../generated/examples.js";
import type { Clock } from "../shared/clock.js";
import { ErrorResponse } from "./error-response.js";

const hour = 3_600_000;

/** Counts the requests of each token by the hour. */
export interface RateLimit {
  /** Counts a request. @throws ErrorResponse 429 when the hour's limit is used up */
  count(token: string): void;
  /** Lets every token's hour begin anew. */
  clear(): void;
}

/** @param limit - requests that a token may make in an hour; any number if undefined */
export function createRateLimit(clock: Clock, limit: number | undefined): RateLimit {
  const hours = new Map<string, { ends: number; count: number }>();

  return {
    clear: () => hours.clear(),
    count(token) {
      if (limit === undefined) return;
      const now = clock.now();
      let current = hours.get(token);
      if (current === undefined || current.ends <= now) {
        current = { ends: now + hour, count: 0 };
        hours.set(token, current);
      }
      current.count += 1;
      if (current.count <= limit) return;
      const { error } = examples.tooManyRequests;
      throw new ErrorResponse(error.code, error.message, [], {
        "X-RateLimit-Limit": `${limit}`,
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": `${Math.ceil((current.ends - now) / 1000)}`,
      });
    },
  };
}
