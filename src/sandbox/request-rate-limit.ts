import { examples } from "../../generated/examples.js";
import type { Clock } from "../shared/clock.js";
import { ErrorResponse } from "./error-response.js";

const hour = 3_600_000;

export type RateLimit = ReturnType<typeof createRateLimit>;

/** @param limit - requests per hour and token; any number if undefined */
export function createRateLimit(clock: Clock, limit = Infinity) {
  /** The hour of each token, which begins with its first request. */
  const hours = new Map<string, { ends: number; count: number }>();

  return {
    clear: () => hours.clear(),
    /** Counts a request. @throws ErrorResponse 429 when it exceeds the limit */
    count(token: string): void {
      if (limit === Infinity) return;
      const now = clock.now();
      const known = hours.get(token);
      const current = known && known.ends > now ? known : { ends: now + hour, count: 0 };
      hours.set(token, current);
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
