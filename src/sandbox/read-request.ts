import type { InvalidParam } from "../../generated/models.js";
import { operations, type Parameter } from "../../generated/operations.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";

/** A request to an operation as it arrived. */
export interface RawRequest {
  /** By the names of the contract. */
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string[]>>;
  contentType: string | undefined;
  body: string;
}

/** A rule of the contract that a request violates. */
export interface RequestViolation extends InvalidParam {
  /** The keyword of the schema, or `mediaType`, `json` or `required` for the body as a whole. */
  rule: string;
}

/** Parameters and body of a request, with the rules that they violate. */
export interface CheckedRequest {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  violations: readonly RequestViolation[];
}

/** Reads parameters and body of a request, and checks them against the contract. */
export function readRequest(operationId: OperationId, raw: RawRequest): CheckedRequest {
  const route: Route = routes[operationId];
  const { path, query } = readParameters(operations[operationId].parameters, raw);
  const { body, violations } = route.body ? readBody(raw, route.body) : withoutBody;
  const broken = route.parameters ? violationsOf(route.parameters, { path, query }, 1) : [];
  return { path, query, body, violations: [...broken, ...violations] };
}

const withoutBody = { body: undefined, violations: [] };

function readParameters(parameters: readonly Parameter[], raw: RawRequest) {
  const path: Record<string, unknown> = {};
  const query: Record<string, unknown> = {};
  for (const { name, in: place, type } of parameters) {
    if (place === "path") path[name] = convert(raw.path[name] ?? "", type);
    const values = raw.query[name];
    if (place === "query" && values !== undefined) {
      // A repeated parameter is a list, which the schema of no parameter allows.
      query[name] = values.length === 1 ? convert(values[0] ?? "", type) : values;
    }
  }
  return { path, query };
}

/** Converts the text of a parameter to its type; returns the text if that is not possible. */
function convert(text: string, type: Parameter["type"]): unknown {
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  const isNumber = (type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text);
  return isNumber ? Number(text) : text;
}

function readBody({ contentType, body: text }: RawRequest, validate: Validator) {
  const broken = (name: string, reason: string, rule: string) => ({
    body: undefined,
    violations: [{ name, reason, rule }],
  });
  if (text === "") return broken("body", "is required", "required");
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    return broken("content-type", "must be application/json", "mediaType");
  }
  try {
    const body: unknown = JSON.parse(text);
    return { body, violations: violationsOf(validate, body) };
  } catch {
    return broken("body", "is not JSON", "json");
  }
}

function violationsOf(validate: Validator, value: unknown, depth = 0): RequestViolation[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).flatMap((error) =>
    toInvalidParams([error], depth).map((param) => ({ ...param, rule: error.keyword })),
  );
}
