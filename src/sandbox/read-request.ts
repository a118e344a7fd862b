import type { InvalidParam } from "../../generated/models.js";
import { type OperationDescription, operations } from "../../generated/operations.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { Refusal } from "./answer.js";
import type { FaultLines } from "./faults/faults.js";

/** A request to an operation as it arrived. */
export interface RawRequest {
  /** By the names of the contract. */
  path: Record<string, string>;
  query: Record<string, string[]>;
  contentType: string | undefined;
  /** As long as it may be; undefined for a longer one. */
  text: string | undefined;
}

/** Parameters and body of a request that keeps the contract. */
export interface ReadRequest {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

/** @throws Refusal 400 that names each fault; 413 for a body too large */
export function readRequest(
  operationId: OperationId,
  raw: RawRequest,
  faults: Pick<FaultLines, "breaks" | "notice" | "refuse">,
): ReadRequest {
  const { path, query } = readParameters(operations[operationId], raw);
  const route: Route = routes[operationId];
  const body =
    route.body && readBody(raw, () => faults.breaks("validate", operationId, "content-type"));
  const violations = [
    ...violationsOf(route.parameters, { ...path, ...query }),
    ...(route.body ? violationsOf(route.body, body) : []),
  ];
  if (violations.length > 0) {
    const noticed = faults.notice(operationId, violations);
    if (noticed.length > 0) throw invalid(noticed.map(({ invalidParam }) => invalidParam));
  }
  const refused = route.body ? faults.refuse(operationId, body) : [];
  if (refused.length > 0) throw invalid(refused);
  return { path, query, body };
}

export const invalid = (invalidParams: readonly InvalidParam[]): Refusal =>
  new Refusal(400, "Request validation errors", invalidParams);

/** What a value breaks, and in the words of a fault what that is about. */
function violationsOf(validate: Validator, value: unknown) {
  if (validate(value)) return [];
  const { errors } = validate;
  return toInvalidParams(errors).map((invalidParam, index) => ({
    invalidParam,
    about: `${invalidParam.name.replace(/\[\d+\]/g, "[]")} ${errors?.[index]?.keyword}`,
  }));
}

function readParameters({ parameters }: OperationDescription, raw: RawRequest) {
  const path: Record<string, unknown> = {};
  const query: Record<string, unknown> = {};
  for (const { name, in: place, type } of parameters) {
    if (place === "path") path[name] = meaningOf(raw.path[name] ?? "", type);
    const values = raw.query[name];
    if (place === "query" && values !== undefined) {
      // What is given several times is a list, which no parameter of the contract may be.
      query[name] = values.length === 1 ? meaningOf(values[0] ?? "", type) : values;
    }
  }
  return { path, query };
}

/** What a text on the wire stands for; the text itself if it cannot be that. */
function meaningOf(
  text: string,
  type: OperationDescription["parameters"][number]["type"],
): unknown {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  if (type === "string") return text;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** @param isAnyTypeFine - asked when the content type is not the contract's */
function readBody({ contentType, text }: RawRequest, isAnyTypeFine: () => boolean): unknown {
  if (text === undefined) throw new Refusal(413, "Request body too large");
  if (text === "") throw invalid([{ name: "body", reason: "is required" }]);
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json" && !isAnyTypeFine()) {
    throw invalid([{ name: "content-type", reason: "must be application/json" }]);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalid([{ name: "body", reason: "is not JSON" }]);
  }
}
