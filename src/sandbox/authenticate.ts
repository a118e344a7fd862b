import { examples } from "../../generated/examples.js";
import { type Operation, operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { errorLike } from "./error-response.js";

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
