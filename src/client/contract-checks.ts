import type { Input } from "../../generated/client.js";
import type { ErrorEnvelope, InvalidParam } from "../../generated/models.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { readRateLimit, readRetryTime } from "../shared/rate-limit-headers.js";
import type { Redact } from "../shared/redaction.js";
import type { WithResponse } from "./call.js";
import {
  describeRetry,
  errorClassFor,
  InvalidRequestError,
  requestError,
  toLine,
} from "./client-errors.js";
import type { CallState } from "./send-with-retries.js";

/** The most characters of a response's body that its error keeps. */
const keptCharacters = 500;

/** The most `invalid-params` of a response that its error keeps, and that its message shows. */
const [keptParams, shownParams] = [50, 5];

/** How many different properties of a response may be null although they are only optional. */
const maxNullProperties = 20;

/**
 * Checks a request against the contract before it is sent.
 *
 * @param changed - the properties of the body that are checked; all of them by default
 * @throws InvalidRequestError
 */
export function validateRequest(
  operationId: OperationId,
  input: Input,
  isValidated: boolean,
  changed?: readonly string[],
): void {
  const route: Route = routes[operationId];
  const { path, body } = input;
  const isBodyMissing = body === undefined && route.isBodyOptional;
  const invalidParams = [
    // An empty id, or one of dots, names another resource: `/webhooks/..` is the app.
    ...Object.entries(path ?? {})
      .filter(([, value]) => !/[^.]/.test(`${value ?? ""}`))
      .map(([name]) => ({ name, reason: "is required" })),
    ...(isValidated && route.parameters ? invalidParamsOf(route.parameters, input, 1) : []),
    ...(isValidated && route.body && !isBodyMissing
      ? invalidParamsOf(route.body, body).filter(
          ({ name }) => changed?.includes(name.split(/[.[]/)[0] ?? "") ?? true,
        )
      : []),
  ];
  if (!invalidParams.length) return;
  const reasons = invalidParams.map(({ name, reason }) => `${name} ${reason}`).join(", ");
  throw new InvalidRequestError(`${operationId} not sent: ${reasons}`, { invalidParams });
}

const invalidParamsOf = (validate: Validator, value: unknown, depth = 0) =>
  validate(value) ? [] : toInvalidParams(validate.errors, depth);

/**
 * Reads the result of an operation from its response.
 *
 * @throws ApiError if the response is not a success or violates the contract
 */
export function readResponse(
  operationId: OperationId,
  response: Response,
  text: string,
  { request, redact, options: { clock, validate } }: CallState,
): WithResponse<unknown> {
  const { status, statusText, headers, ok } = response;
  // When a repeated DELETE finds nothing, an earlier attempt may have deleted it.
  const isDeleted = status === 404 && request.method === "DELETE" && request.mayHaveSucceeded;
  if (isDeleted) return { data: undefined, response };
  const validators = ok ? validatorsFor(routes[operationId], status) : [];
  const body = ok ? parseJson(text) : undefined;
  const accepting = validators.findIndex(
    (validator) =>
      !validator || (validate.responses ? matches(validator, body) : body !== undefined),
  );
  if (accepting >= 0) return { data: validators[accepting] && body, response };
  const now = clock.now();
  const errors = validate.responses ? validators[0]?.errors : undefined;
  const described = ok ? describeViolation(errors) : readErrorBody(text, redact);
  const retry = status === 429 ? describeRetry(readRetryTime(response, now), now) : undefined;
  throw requestError(
    errorClassFor(status),
    `failed with ${status} ${toLine(redact(statusText ?? ""))}`.trim(),
    request,
    {
      ...described,
      reason: [described.reason, retry].filter(Boolean).join("; "),
      ...(status === 429 && readRateLimit(headers, now)),
      status,
      body: redact(text).slice(0, keptCharacters),
    },
  );
}

/**
 * What checks the body of a success: the validator of its status, or of the range or the default
 * that covers it. A success that the contract does not have may look like any that it has.
 */
function validatorsFor({ results }: Route, status: number): (Validator | undefined)[] {
  const key = [`${status}`, "2XX", "default"].find((name) => name in results);
  return key ? [results[key]] : Object.values(results);
}

/** Validates a body, and removes its optional properties that are null. */
function matches(validate: Validator, body: unknown): boolean {
  for (let count = 0; !validate(body); count += 1) {
    const path = validate.errors?.[0]?.instancePath.split("/").slice(1) ?? [];
    // A required property is missed when it is gone.
    if (count === maxNullProperties || !removeNull(body, path)) return false;
  }
  return true;
}

/** Removes the property at a path if it is null; an index stands for every item of the array. */
function removeNull(node: unknown, [key = "", ...rest]: readonly string[]): boolean {
  if (typeof node !== "object" || node === null) return false;
  if (Array.isArray(node)) return node.filter((item) => removeNull(item, rest)).length > 0;
  const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
  const value = Reflect.get(node, name);
  return rest.length
    ? removeNull(value, rest)
    : value === null && Reflect.deleteProperty(node, name);
}

function describeViolation(errors: Validator["errors"]) {
  const [violation] = toInvalidParams(errors);
  const reason = violation ? `its ${violation.name} ${violation.reason}` : "its body is not JSON";
  return { code: "invalid_response", reason };
}

/** Reads what it can: a proxy may respond with an error that is not in the form of the API. */
function readErrorBody(text: string, redact: Redact) {
  const read = (part: unknown) => toLine(typeof part === "string" ? redact(part) : part);
  const { error } = (parseJson(text) ?? {}) as Partial<ErrorEnvelope>;
  const list: unknown = error?.["invalid-params"];
  const invalidParams: InvalidParam[] = (Array.isArray(list) ? list.slice(0, keptParams) : [])
    .map((item) => ({ name: read(item?.name), reason: read(item?.reason) }))
    .filter(({ reason }) => reason);
  const shown = invalidParams.slice(0, shownParams).map((it) => `${it.name} ${it.reason}`.trim());
  const reason = [read(error?.message), shown.join("; ")].filter(Boolean).join(": ");
  return { reason, invalidParams };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
