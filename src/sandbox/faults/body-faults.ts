import type { OperationId } from "../../../generated/routes.js";
import type { Answer } from "../answer.js";
import { inErrors, inWebhooks, isError, where } from "./change.js";
import type { Fault } from "./fault.js";

const shown = [
  "listWebhooks",
  "createWebhook",
  "getWebhook",
  "updateWebhook",
] satisfies OperationId[];
const detailed = ["createWebhook", "getWebhook", "updateWebhook"] satisfies OperationId[];

/** JSON of another shape than the contract's. */
export const bodyFaults = {
  "property-missing": {
    description: "Leaves out the property `eventTypes` of webhooks",
    operations: shown,
    change: inWebhooks(({ eventTypes: _, ...webhook }) => webhook),
  },
  "property-null": {
    description: "Shows null as the name of webhooks",
    operations: shown,
    change: inWebhooks((webhook) => ({ ...webhook, name: null })),
  },
  "property-type": {
    description: "Shows the boolean `isActive` of webhooks as text",
    operations: shown,
    change: inWebhooks((webhook) => ({ ...webhook, isActive: `${webhook.isActive}` })),
  },
  "property-case": {
    description: "Calls the property `isActive` of webhooks `is_active`",
    operations: shown,
    change: inWebhooks(({ isActive, ...webhook }) => ({ ...webhook, is_active: isActive })),
  },
  "property-extra": {
    description: "Adds to webhooks a property `internalId` that the contract does not have",
    operations: shown,
    change: inWebhooks((webhook) => ({ ...webhook, internalId: 7 })),
  },
  "secret-masked": {
    description: "Shows asterisks in place of the secret",
    operations: detailed,
    change: inWebhooks((webhook) => ({ ...webhook, validationSecret: "********" })),
  },
  "headers-as-object": {
    description: "Shows custom headers as one object in place of a list",
    operations: detailed,
    change: inWebhooks(({ headers, ...webhook }) =>
      Array.isArray(headers)
        ? { ...webhook, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) }
        : webhook,
    ),
  },
  "headers-null": {
    description: "Shows null in place of custom headers that are absent",
    operations: detailed,
    change: inWebhooks((webhook) => ({ headers: null, ...webhook })),
  },
  "result-wrapped": {
    description: "Wraps the webhook in an object `data`",
    operations: detailed,
    change: inWebhooks((webhook) => ({ data: webhook })),
  },
  "error-code": {
    description: "Refuses with a `code` that is not the status",
    change: inErrors((error) => ({ ...error, code: 1_000 + Number(error.code) })),
  },
  "error-without-message": {
    description: "Refuses without a `message`",
    change: inErrors(({ message: _, ...error }) => error),
  },
  "error-without-envelope": {
    description: "Refuses with what should stand in the envelope `error`, without it",
    change: where(isError, withoutEnvelope),
  },
  "error-as-problem": {
    description: "Refuses with a problem document, application/problem+json",
    change: where(isError, asProblem),
  },
  "invalid-params-missing": {
    description: "Refuses without saying which part of the request is to blame",
    change: inErrors(({ "invalid-params": _, ...error }) => error),
  },
  "invalid-params-empty": {
    description: "Refuses with an empty list of what is to blame",
    change: inErrors((error) => ({ ...error, "invalid-params": [] })),
  },
  "invalid-params-twice": {
    description: "Names twice what is to blame",
    change: inErrors(({ "invalid-params": one, ...error }) =>
      Array.isArray(one) ? { ...error, "invalid-params": [...one, ...one] } : error,
    ),
  },
} as const satisfies Record<string, Fault>;

type ErrorBody = { error: { message: string } };

function withoutEnvelope(answer: Answer): Answer {
  const { error } = (answer.body ?? {}) as Partial<ErrorBody>;
  return error ? { ...answer, body: error } : answer;
}

function asProblem(answer: Answer): Answer {
  const { error } = (answer.body ?? {}) as Partial<ErrorBody>;
  if (error === undefined) return answer;
  const { status } = answer;
  const headers = { ...answer.headers, "content-type": "application/problem+json" };
  return { ...answer, headers, body: { type: "about:blank", title: error.message, status } };
}
