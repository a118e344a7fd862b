import { examples } from "../../../generated/examples.js";
import type { Answer } from "../answer.js";
import { failure, inErrors, isError, where, withoutHeaders, withStatus } from "./change.js";
import type { Fault } from "./fault.js";

const ofStatus =
  (status: number) =>
  (answer: Answer): boolean =>
    answer.status === status;

/** Wrong statuses, and wrong headers beside them. */
export const answerFaults = {
  status: {
    description:
      "Answers a success with the `status` of the switch; from 400 on, instead of doing anything",
    takes: "status",
    instead: (operationId, { status = 418 }) =>
      status >= 400 ? failure(operationId, status) : undefined,
    change: (answer, { status = 418 }) =>
      status >= 400 || isError(answer) ? answer : withStatus(answer, status),
  },
  "status-500": {
    description: "Fails with 500 and does nothing",
    instead: (operationId) => failure(operationId, 500),
  },
  "status-503": {
    description: "Fails with 503, which the contract does not document, and does nothing",
    instead: (operationId) => failure(operationId, 503),
  },
  "status-429": {
    description: "Fails with 429, as if the limit of the hour were used up, and does nothing",
    instead: (operationId) => failure(operationId, 429),
  },
  "rate-limit-without-headers": {
    description: "Fails with 429, does nothing, and does not tell the limit in headers",
    instead: (operationId) =>
      withoutHeaders(failure(operationId, 429), (name) => name.startsWith("x-ratelimit-")),
  },
  "rate-limit-in-words": {
    description: "Fails with 429, does nothing, and tells the limit in words in place of numbers",
    instead: (operationId) => {
      const { headers = {}, ...answer } = failure(operationId, 429);
      const words = Object.keys(headers).map((name) => [name, "soon"]);
      return { ...answer, headers: Object.fromEntries(words) };
    },
  },
  "drop-header": {
    description: "Leaves out the `header` of the switch, by default Content-Type",
    takes: "header",
    change: (answer, { header = "content-type" }) =>
      withoutHeaders(answer, (name) => name === header.toLowerCase()),
  },
  "allow-missing": {
    description: "Answers 405 without saying in the header Allow what is allowed",
    operations: [],
    rule: "sendAllow",
  },
  redirect: {
    description: "Redirects to a login page with 302 and does nothing",
    instead: () => ({ status: 302, headers: { location: "/login" } }),
  },
  "create-201": {
    description: "Answers a creation with 201 in place of 200",
    operations: ["createWebhook"],
    change: where(ofStatus(200), (answer) => withStatus(answer, 201)),
  },
  "update-200": {
    description: "Answers an update with 200 in place of 202",
    operations: ["updateWebhook"],
    change: where(ofStatus(202), (answer) => withStatus(answer, 200)),
  },
  "delete-200": {
    description: "Answers a deletion with 200 and a body in place of 204",
    operations: ["deleteWebhook"],
    change: where(ofStatus(204), (answer) => ({ ...answer, status: 200, body: { ok: true } })),
  },
  "error-200": {
    description: "Answers 200 with the body of an error where it refuses",
    change: where(isError, (answer) => withStatus(answer, 200)),
  },
  "unauthorized-403": {
    description: "Answers 403 where no token was sent, in place of 401",
    change: where(ofStatus(401), () => ({ status: 403, body: examples.forbidden })),
  },
  "bad-request-422": {
    description: "Answers 422 where a request breaks a rule, in place of 400",
    change: where(ofStatus(400), (answer) => ({
      ...inErrors((error) => ({ ...error, code: 422 }))(answer),
      status: 422,
    })),
  },
} as const satisfies Record<string, Fault>;
