import type { Finding } from "../../oracle/oracle.js";
import { prismDeviations as situations } from "../../targets/prism-target.js";
import { isAuthorized, type Probe, parsed, type Sent } from "./sent.js";

/** A way in which Prism judges a request otherwise than the contract wants. */
export interface PrismHole {
  /** What it does and why, for people. */
  reason: string;
  /** Exactly when. */
  applies(sent: Sent): boolean;
  /** What it finds instead. */
  sees(findings: readonly Finding[], sent: Sent): Finding[];
  /** Whether it gives an answer of its own shape, and says nothing of what it found. */
  isForeign?: boolean;
  probe: Probe;
}

/** Every disagreement of Prism that is known and accepted; any other fails the tests. */
export const prismHoles: readonly PrismHole[] = [
  {
    reason: "takes a parameter or header with an empty value for one that is not there",
    applies: (sent) => emptyParameters(sent).length > 0,
    sees: (findings, sent) => {
      const empty = emptyParameters(sent);
      const places = empty.map(({ in: place, name }) => `${place}/${name}`);
      return [
        ...findings.filter(({ place }) => !places.includes(place)),
        ...empty
          .filter(({ required }) => required)
          .map(({ in: place, name }) => ({ place, keyword: "required", missing: name })),
      ];
    },
    probe: {
      operationId: "listWebhooks",
      change: (request) => ({ ...request, query: { limit: "" } }),
    },
  },
  {
    reason: "takes a body of null, false, 0 or an empty text for no body at all",
    applies: ({ request }) => {
      const body = parsed(request.body);
      return body !== undefined && !body.value;
    },
    sees: (findings) => [
      ...findings.filter(({ place }) => place !== "body"),
      ...situations.nullBody.findings,
    ],
    probe: { operationId: "createWebhook", change: (request) => ({ ...request, body: "false" }) },
  },
  {
    reason: situations.otherScheme.reason,
    applies: ({ operation, request }) =>
      !isAuthorized(operation, request) && request.headers.authorization !== "",
    sees: (findings) => findings.filter(({ keyword }) => keyword !== "security"),
    probe: {
      operationId: "getWebhook",
      change: (request) => ({
        ...request,
        headers: { ...request.headers, authorization: "Bearer token" },
      }),
    },
  },
  {
    reason: situations.malformedJson.reason,
    applies: ({ findings }) => findings.some(({ keyword }) => keyword === "json"),
    sees: (findings) => [...findings],
    isForeign: true,
    probe: { operationId: "updateWebhook", change: (request) => ({ ...request, body: "{" }) },
  },
];

function emptyParameters({ operation, request }: Sent) {
  const values = { path: request.path, query: request.query, header: request.headers, cookie: {} };
  return operation.parameters.filter(
    ({ in: place, name }) => (values[place] as Record<string, string>)[name] === "",
  );
}
