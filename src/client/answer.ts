import type { ErrorEnvelope, InvalidParam } from "../../generated/models.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import type { WithResponse } from "./call.js";
import { classOf, failure } from "./errors.js";
import { readRateLimit } from "./rate-limit.js";
import type { Journey } from "./transport.js";

/** Characters of an answer that its error keeps. */
const keptCharacters = 500;

/** Makes a result of a successful answer, and an error of any other. */
export function readAnswer(
  operationId: OperationId,
  response: Response,
  text = "",
  { sent, redact, clock }: Journey,
): WithResponse<unknown> {
  const { ok, status } = response;
  // A repeated DELETE that finds nothing tells that an earlier one found it.
  const isGone = status === 404 && sent.method === "DELETE" && sent.attempts > 1;
  const { result }: Route = routes[operationId];
  const validate = ok && result;
  const data = validate ? parse(text) : undefined;
  if (validate ? validate(data) : ok || isGone) return { data, response };
  sent.mayHaveSucceeded ||= ok && sent.method !== "GET";
  const clean = redact(text);
  const [fault] = validate ? toInvalidParams(validate.errors) : [];
  throw failure(
    classOf(status),
    redact(`failed with ${status} ${response.statusText}`).trim(),
    sent,
    {
      ...(fault
        ? { code: "invalid_response", reason: `its ${fault.name} ${fault.reason}` }
        : readEnvelope(clean)),
      ...(status === 429 && readRateLimit(response, clock.now())),
      status,
      body: clean.slice(0, keptCharacters),
    },
  );
}

/** Reads what it can of an error's body; not every error comes in the API's own envelope. */
function readEnvelope(text: string) {
  const { error } = (parse(text) ?? {}) as Partial<ErrorEnvelope>;
  const list: unknown = error?.["invalid-params"];
  const invalidParams: InvalidParam[] = Array.isArray(list)
    ? list.filter((item) => item?.reason)
    : [];
  return { reason: invalidParams[0]?.reason ?? error?.message ?? "", invalidParams };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
