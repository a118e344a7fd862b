import type { Document } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { Element } from "../run/coverage.js";

/** What the contract says in words of what operations do to each other, row by row. */
const told = {
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
} as const;

type Told = { [Row in keyof typeof told]: [Row, (typeof told)[Row][number]] }[keyof typeof told];

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
] as const;

/** What follows for an operation from its scopes and its path. */
const ofOperations = [
  "accepts a token with its scope and no other",
  "refuses a token that is revoked or unknown",
  "says which webhook does not exist",
  "says which app does not exist",
  "finds no webhook of another app",
] as const;

const element = (row: string, name: string): Element => ({ row, column: "behaviours", name });

/** Something that the contract says in words of one operation. */
export const behaviour = (...[row, name]: Told): Element => element(row, name);

export const behaviourOfOperation = (
  { operationId }: Operation,
  name: (typeof ofOperations)[number],
): Element => element(operationId, name);

export const behaviourOfDelivery = (
  { operationId }: Operation,
  name: (typeof ofDeliveries)[number],
): Element => element(operationId, name);

/** All behaviours that there are to prove of a contract. */
export function behavioursOf(contract: Document): Element[] {
  const operations = apiOperations(contract);
  const known = Object.entries(told).filter(([row]) =>
    operations.some(({ operationId }) => operationId === row),
  );
  return [
    ...known.flatMap(([row, names]) => names.map((name) => element(row, name))),
    ...operations.flatMap((operation) =>
      ofOperations
        .filter((name) => applies(name, operation))
        .map((name) => behaviourOfOperation(operation, name)),
    ),
    ...deliveries(contract).flatMap((delivery) =>
      ofDeliveries.map((name) => behaviourOfDelivery(delivery, name)),
    ),
  ];
}

/** Whether an operation has what a behaviour is about. */
export function applies(
  name: (typeof ofOperations)[number],
  { scopes, parameters }: Operation,
): boolean {
  if (name.includes("token")) return scopes.length > 0;
  const about = name.includes("webhook") ? "webhook-id" : "app-id";
  return parameters.some((parameter) => parameter.in === "path" && parameter.name === about);
}
