import type { InvalidParam } from "../../generated/models.js";
import { operations } from "../../generated/operations.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { type ParameterTexts, type ParameterValues, readParameters } from "./parameter-values.js";

/** A request to an operation as it arrived. */
export interface RawRequest extends ParameterTexts {
  /** The media type that the operation takes, if it takes a body. */
  bodyType?: string | null | undefined;
  body: string;
}

/** A rule of the contract that a request violates. */
export interface RequestViolation extends InvalidParam {
  /** The keyword of the schema, or `mediaType`, `json` or `required` for the body as a whole. */
  rule: string;
}

/** Parameters and body of a request, with the rules that they violate. */
export interface CheckedRequest extends ParameterValues {
  body: unknown;
  violations: readonly RequestViolation[];
}

/** Reads parameters and body of a request, and checks them against the contract. */
export function readRequest(operationId: OperationId, raw: RawRequest): CheckedRequest {
  const route: Route = routes[operationId];
  const values = readParameters(operations[operationId].parameters, raw);
  const violated = route.parameters ? violationsOf(route.parameters, values, 1) : [];
  const { body, violations } = readBody(raw, route);
  return { ...values, body, violations: [...violated, ...violations] };
}

const withoutBody = { body: undefined, violations: [] };

function readBody(
  { headers, bodyType, body: text }: RawRequest,
  { body: validate, isBodyOptional }: Route,
) {
  if (!validate || (isBodyOptional && text === "")) return withoutBody;
  const violating = (name: string, reason: string, rule: string) => ({
    body: undefined,
    violations: [{ name, reason, rule }],
  });
  if (text === "") return violating("body", "is required", "required");
  if (essenceOf(headers.get("content-type")) !== essenceOf(bodyType)) {
    return violating("content-type", `must be ${bodyType}`, "mediaType");
  }
  try {
    const body: unknown = JSON.parse(text);
    return { body, violations: violationsOf(validate, body) };
  } catch {
    return violating("body", "is not JSON", "json");
  }
}

/** Type and subtype of a media type, which has parameters and may be written in any case. */
export const essenceOf = (mediaType?: string | null) =>
  mediaType?.split(";", 1)[0]?.trim().toLowerCase();

function violationsOf(validate: Validator, value: unknown, depth = 0): RequestViolation[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap((error) =>
    toInvalidParams([error], depth).map((param) => ({ ...param, rule: error.keyword })),
  );
}
