import type { SandboxOptions } from "../../../src/sandbox/index.js";
import type { SandboxBug } from "./sandbox-bug.js";

/** Requests performed for whom they should not be. */
export const accessBugs: Readonly<Record<string, SandboxBug>> = {
  "any Authorization is accepted": accepting(() => true),
  "no Authorization is accepted": accepting((authorization) => authorization === null),
  "another scheme is accepted": accepting((authorization) => /^Bearer/.test(authorization ?? "")),
  "an unknown token is accepted": accepting((authorization, { tokens = [] }) => {
    const [, token] = authorization?.match(/^MxToken (.+)$/) ?? [];
    return token !== undefined && !tokens.some((known) => known.token === token);
  }),
  "a revoked token is accepted": ({ tokens, ...options }) => ({
    ...options,
    ...(tokens && { tokens: tokens.map((token) => ({ ...token, isRevoked: false })) }),
  }),
  "scopes are ignored": ({ tokens, ...options }) => ({
    ...options,
    ...(tokens && { tokens: tokens.map(({ scopes: _, ...token }) => token) }),
  }),
  "an unknown app is accepted": ({ apps: _, ...options }) => options,
};

/** Gives some requests a token that may do anything. */
function accepting(
  isAccepted: (authorization: string | null, options: SandboxOptions) => boolean,
): SandboxBug {
  const token = "bug-token";
  return (options) => ({
    ...options,
    ...(options.tokens && { tokens: [...options.tokens, { token }] }),
    around(request, next) {
      if (!isAccepted(request.headers.get("authorization"), options)) return next();
      const accepted = new Request(request);
      accepted.headers.set("authorization", `MxToken ${token}`);
      return next(accepted);
    },
  });
}
