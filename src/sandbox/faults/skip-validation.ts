import type { WebhookInput } from "../../../generated/models.js";
import { readCursor } from "../list-webhooks.js";
import type { CheckedRequest, RawRequest, RequestViolation } from "../read-request.js";
import type { ActiveFault } from "./fault-types.js";

/** Lets requests pass that break the contract, and makes of them what can be stored and listed. */
export function skipValidation(
  raw: RawRequest,
  next: (raw: RawRequest) => CheckedRequest,
  { how: { field, rule }, happens }: ActiveFault,
): CheckedRequest {
  const isSkipped = (one: RequestViolation) =>
    (field === undefined || one.name.replace(/\[\d+\]/g, "[]") === field) &&
    (rule === undefined || one.rule === rule);
  const checked = next(raw);
  if (!violationsOf(checked).some(isSkipped) || !happens()) return checked;
  const isTypeSkipped = checked.violations.some(
    (one) => one.rule === "mediaType" && isSkipped(one),
  );
  const { path, query, body, violations } = isTypeSkipped
    ? next({ ...raw, contentType: "application/json" })
    : checked;
  return {
    path,
    query: usableQuery(query),
    body: usableBody(body),
    violations: violations.filter((one) => !isSkipped(one)),
  };
}

/** The violations of a request, and a cursor that no list gave: the handler would refuse it. */
function violationsOf({ query, violations }: CheckedRequest): readonly RequestViolation[] {
  if (query.cursor === undefined || readCursor(`${query.cursor}`)) return violations;
  return [...violations, { name: "cursor", reason: "is none", rule: "cursor" }];
}

/** Parameters of a list; what is none is left out. */
function usableQuery({ limit, ascOrder, cursor }: CheckedRequest["query"]) {
  return {
    ...(typeof limit === "number" && limit >= 1 && { limit: Math.floor(limit) }),
    ...(typeof ascOrder === "boolean" && { ascOrder }),
    ...(typeof cursor === "string" && readCursor(cursor) && { cursor }),
  };
}

/** A webhook's settings, with something of the right type where a field is not. */
function usableBody(body: unknown): WebhookInput {
  const { name, url, eventTypes, isActive, validationSecret, headers } = fieldsOf(body);
  return {
    name: textOf(name),
    url: textOf(url),
    eventTypes: listOf(eventTypes).map(textOf),
    isActive: typeof isActive === "boolean" ? isActive : true,
    validationSecret: textOf(validationSecret),
    ...(headers !== undefined && {
      headers: listOf(headers).map((header) => {
        const { key, value } = fieldsOf(header);
        return { key: textOf(key), value: textOf(value) };
      }),
    }),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> => Object(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
