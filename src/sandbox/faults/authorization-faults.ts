import type { Fault } from "./fault.js";

/** Requests performed for whom they should not be. */
export const authorizationFaults = {
  "ignore-authorization": {
    description: "Performs every request, whatever its Authorization",
    rule: "authorize",
  },
  "accept-no-token": {
    description: "Performs requests without the header Authorization",
    rule: "requireToken",
  },
  "accept-other-scheme": {
    description: "Performs requests whose Authorization is not an MxToken",
    rule: "requireScheme",
  },
  "accept-unknown-token": {
    description: "Performs requests with tokens that nobody gave out",
    rule: "knowToken",
    detail: "unknown",
  },
  "accept-revoked-token": {
    description: "Performs requests with revoked tokens",
    rule: "knowToken",
    detail: "revoked",
  },
  "ignore-scope": {
    description: "Performs requests with tokens that lack the scope",
    rule: "requireScope",
  },
} as const satisfies Record<string, Fault>;
