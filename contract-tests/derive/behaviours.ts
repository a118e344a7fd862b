import type { Document } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { CoverageItem } from "../run/coverage.js";

/** What the contract says in words about what an operation does, by operationId. */
const described: Record<string, string[]> = {
  listWebhooks: [
    "shows the webhooks of its app alone",
    "leaves out secrets and custom headers",
    "shows each webhook once, oldest or newest first",
    "never shows more than the limit",
    "leads back to the page before",
    "loses and repeats nothing while webhooks come and go",
    "refuses a cursor that it never gave",
    "answers 429 once the limit for this hour is used up",
  ],
  createWebhook: [
    "stores what it is given",
    "makes another webhook of the same body",
    "leaves no trace when it refuses",
  ],
  getWebhook: ["shows the webhook as it was created"],
  updateWebhook: [
    "replaces the whole webhook",
    "has the same effect when repeated",
    "changes nothing when it refuses",
    "changes no other webhook",
  ],
  deleteWebhook: ["removes the webhook for good", "removes no other webhook"],
};

/** What the contract demands of every delivery. */
const ofDeliveries = [
  "keeps the contract",
  "is signed with the webhook's secret",
  "is signed with the new secret once the secret has changed",
  "carries the webhook's custom headers",
  "goes to webhooks that subscribe to it alone",
  "goes to active webhooks alone",
  "does not go to a webhook that was deleted",
  "is not sent again once it has arrived",
  "is sent again after a failure, with the same id at a later time",
  "is sent again after a redirect, which is not followed",
];

/** What follows from the scopes of an operation. */
const ofScopes = [
  "accepts a token with its scope and no other",
  "refuses a token that is revoked or unknown",
];

/** What follows from the parameters in the path of an operation. */
const ofPathParameters: Record<string, string[]> = {
  "app-id": ["says which app does not exist"],
  "webhook-id": ["says which webhook does not exist", "finds no webhook of another app"],
};

/** Whether an operation is one that shows a behaviour. */
export const hasBehaviour = (operation: Operation, name: string) =>
  behavioursOfOperation(operation).includes(name);

export const behaviour = (row: string, name: string): CoverageItem => ({
  row,
  column: "behaviours",
  name,
});

/** Every behaviour of a contract that the suite has to prove. */
export const behavioursOf = (contract: Document): CoverageItem[] => [
  ...apiOperations(contract).flatMap((operation) =>
    behavioursOfOperation(operation).map((name) => behaviour(operation.operationId, name)),
  ),
  // Another contract may have no operation that subscribes to them.
  ...deliveries(contract).flatMap(({ operationId }) =>
    (hasSubscriptions(contract) ? ofDeliveries : []).map((name) => behaviour(operationId, name)),
  ),
];

const hasSubscriptions = (contract: Document) =>
  ["createWebhook", "updateWebhook", "deleteWebhook"].every((name) =>
    apiOperations(contract).some(({ operationId }) => operationId === name),
  );

function behavioursOfOperation({ operationId, scopes, parameters }: Operation): string[] {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return [
    ...(Object.hasOwn(described, operationId) ? (described[operationId] ?? []) : []),
    ...(scopes.length > 0 ? ofScopes : []),
    ...inPath.flatMap(({ name }) =>
      Object.hasOwn(ofPathParameters, name) ? (ofPathParameters[name] ?? []) : [],
    ),
  ];
}
