import { examples } from "../../generated/examples.js";
import type { ErrorEnvelope } from "../../generated/models.js";
import { operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { Refusal } from "./answer.js";
import type { Breaks } from "./breaks.js";

/** A personal access token that the sandbox knows. */
export interface Token {
  token: string;
  /** @default both */
  scopes?: readonly Scope[];
  /** @default false */
  isRevoked?: boolean;
}
export type Scope = "read" | "write";

/** The token of a request. @throws Refusal 401 or 403, in the words of the contract's examples */
export function authenticate(
  operationId: OperationId,
  authorization: string | undefined,
  tokens: ReadonlyMap<string, Token> | undefined,
  breaks: Breaks,
): string {
  const allows: Breaks = (rule, _, detail) =>
    breaks(rule, operationId, detail) || breaks("authorize", operationId);
  const token = tokenOf(authorization, allows);
  if (tokens === undefined || !isToken.test(authorization ?? "")) return token;
  const known = tokens.get(token);
  const { isRevoked = false, scopes = ["read", "write"] } = known ?? { isRevoked: true };
  if (isRevoked && !allows("knowToken", "", known ? "revoked" : "unknown")) {
    throw refusalLike(examples.forbidden);
  }
  const isEnough = operations[operationId].scopes.some((scope) =>
    scopes.some((granted) => scope.endsWith(`:${granted}`)),
  );
  if (!isEnough && !allows("requireScope")) throw refusalLike(examples.forbidden);
  return token;
}

const isToken = /^MxToken +([^ ]+)$/i;

/** What stands for a token, where a fault does without one. */
function tokenOf(authorization = "", allows: Breaks): string {
  const [, token] = authorization.match(isToken) ?? [];
  if (token !== undefined) return token;
  if (allows(authorization === "" ? "requireToken" : "requireScheme")) return authorization;
  throw refusalLike(examples.unauthorized);
}

/** A refusal as an example of the contract shows it. */
export function refusalLike({ error }: ErrorEnvelope): Refusal {
  return new Refusal(error.code, error.message, error["invalid-params"]);
}
