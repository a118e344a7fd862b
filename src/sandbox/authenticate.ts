import { examples } from "../../generated/examples.js";
import { type Operation, operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import type { Clock } from "../shared/clock.js";
import { ErrorResponse, errorLike } from "./error-response.js";

/** A personal access token that the sandbox accepts, or refuses as revoked. */
export interface Token {
  token: string;
  /** @default both */
  scopes?: readonly Scope[];
  /** @default false */
  isRevoked?: boolean;
}
export type Scope = "read" | "write";

/**
 * Returns the token of a request; an empty one if the operation needs none.
 *
 * @param tokens - the known ones; any token is accepted if undefined
 * @throws ErrorResponse 401 without a token, 403 with one that is not sufficient
 */
export function authenticate(
  operationId: OperationId,
  authorization: string | undefined,
  tokens: ReadonlyMap<string, Token> | undefined,
): string {
  const { scopes: sufficient, isPublic }: Operation = operations[operationId];
  const [, token] = authorization?.match(/^MxToken +([^ ]+)$/i) ?? [];
  if (isPublic) return token ?? "";
  if (token === undefined) throw errorLike(examples.unauthorized);
  if (tokens === undefined) return token;
  const known = tokens.get(token);
  if (known === undefined || known.isRevoked) throw errorLike(examples.forbidden);
  const { scopes = ["read", "write"] } = known;
  const isEnough = sufficient.some((scope) => scopes.some((one) => scope.endsWith(`:${one}`)));
  if (sufficient.length > 0 && !isEnough) throw errorLike(examples.forbidden);
  return token;
}

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
