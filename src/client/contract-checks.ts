import type { Input } from "../../generated/client.js";
import type { ErrorEnvelope, InvalidParam } from "../../generated/models.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { readRateLimit } from "../shared/rate-limit-headers.js";
import type { WithResponse } from "./call.js";
import { errorClassFor, InvalidRequestError, requestError } from "./client-errors.js";
import type { CallState } from "./send-with-retries.js";

/** The most characters of a response's body that its error keeps. */
const keptCharacters = 500;

/**
 * Checks a request against the contract before it is sent.
 *
 * @throws InvalidRequestError
 */
export function validateRequest(operationId: OperationId, { body, ...parameters }: Input): void {
  const route: Route = routes[operationId];
  const isBodyMissing = body === undefined && route.isBodyOptional;
  const invalidParams = [
    // An empty id, or one of dots, names another resource: `/webhooks/..` is the app.
    ...Object.entries(parameters.path ?? {})
      .filter(([, value]) => !/[^.]/.test(`${value ?? ""}`))
      .map(([name]) => ({ name, reason: "is required" })),
    ...(route.parameters ? invalidParamsOf(route.parameters, parameters, 1) : []),
    ...(route.body && !isBodyMissing ? invalidParamsOf(route.body, body) : []),
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
  { request, redact, clock }: CallState,
): WithResponse<unknown> {
  const { status, statusText, headers, ok } = response;
  // When a repeated DELETE finds nothing, an earlier attempt has deleted it.
  const isDeleted = status === 404 && request.method === "DELETE" && request.attempts > 1;
  if (isDeleted) return { data: undefined, response };
  const validators = ok ? validatorsFor(routes[operationId], status) : [];
  const body = ok ? parseJson(text) : undefined;
  const accepting = validators.findIndex((validate) => validate === undefined || validate(body));
  if (accepting >= 0) return { data: validators[accepting] && body, response };
  request.mayHaveSucceeded ||= ok && request.method !== "GET";
  const redacted = redact(text);
  throw requestError(
    errorClassFor(status),
    redact(`failed with ${status} ${statusText}`).trim(),
    request,
    {
      ...(ok ? describeViolation(validators[0]?.errors) : readErrorBody(redacted)),
      ...(status === 429 && readRateLimit(headers, clock.now())),
      status,
      body: redacted.slice(0, keptCharacters),
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

function describeViolation(errors: Validator["errors"]) {
  const [violation] = toInvalidParams(errors);
  const reason = violation ? `its ${violation.name} ${violation.reason}` : "";
  return { code: "invalid_response", reason };
}

/** Reads what it can: a proxy may respond with an error that is not in the form of the API. */
function readErrorBody(text: string) {
  const { error } = (parseJson(text) ?? {}) as Partial<ErrorEnvelope>;
  const list: unknown = error?.["invalid-params"];
  const invalidParams: InvalidParam[] = Array.isArray(list)
    ? list.filter((item) => item?.reason)
    : [];
  return { reason: invalidParams[0]?.reason ?? error?.message ?? "", invalidParams };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
