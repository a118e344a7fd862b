import { errorAnswer } from "../answers.js";
import { allMethods, type Fault, type Faults, noWait, oneBackoff, twoBackoffs } from "../fault.js";
import { good, send } from "../steps.js";

/** Statuses after which an idempotent request is sent again, and their errors. */
const passing: readonly [status: number, error: string][] = [
  [408, "ApiError api 408"],
  [500, "ServerError server 500"],
  [502, "ServerError server 502"],
  [503, "ServerError server 503"],
  [504, "ServerError server 504"],
];

const passingFaults = passing.flatMap(([status, error]): [string, Fault][] => {
  const fail = send(errorAnswer(status));
  const create = ["create", `${error}, may have succeeded`, 1, noWait] as const;
  const others = "get list update delete";
  const forEver = [
    ["get list", error, 3, twoBackoffs],
    ["update delete", `${error}, may have succeeded`, 3, twoBackoffs],
    create,
  ] as const;
  return [
    [`${status} once`, { steps: [fail, good], rows: [[others, "value", 2, oneBackoff], create] }],
    [
      `${status} twice`,
      { steps: [fail, fail, good], rows: [[others, "value", 3, twoBackoffs], create] },
    ],
    [`${status} for ever`, { steps: [fail], rows: forEver }],
  ];
});

const tooMany = send(errorAnswer(429));

/** Answers that are errors by their status. */
export const statusFaults: Faults = {
  ...Object.fromEntries(passingFaults),
  // It was refused, so a create may be sent again like the others.
  "429 once": { steps: [tooMany, good], rows: [[allMethods, "value", 2, oneBackoff]] },
  "429 twice": { steps: [tooMany, tooMany, good], rows: [[allMethods, "value", 3, twoBackoffs]] },
  "429 for ever": {
    steps: [tooMany],
    rows: [[allMethods, "RateLimitError rate_limit 429", 3, twoBackoffs]],
  },
  "status 400": refused(400, "BadRequestError bad_request 400"),
  "status 401": refused(401, "UnauthorizedError unauthorized 401"),
  "status 403": refused(403, "ForbiddenError forbidden 403"),
  "status 404": refused(404, "NotFoundError not_found 404"),
  "status 409": refused(409, "ApiError api 409"),
  "status 418": refused(418, "ApiError api 418"),
  "status 501": {
    steps: [send(errorAnswer(501))],
    rows: [
      ["get list", "ServerError server 501", 1, noWait],
      ["update delete create", "ServerError server 501, may have succeeded", 1, noWait],
    ],
  },
};

function refused(status: number, error: string): Fault {
  return { steps: [send(errorAnswer(status))], rows: [[allMethods, error, 1, noWait]] };
}
