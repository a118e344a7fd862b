import { examples } from "../../../generated/examples.js";
import type { CheckedRequest, RawRequest, RequestViolation } from "../read-request.js";
import { isObject } from "../sandbox-error.js";
import type { ActiveFault } from "./fault-switch.js";

/** Accepts invalid requests. Leaves out or replaces values that handlers cannot work with. */
export function skipValidation(
  raw: RawRequest,
  next: (raw: RawRequest) => CheckedRequest,
  { how: { field, rule }, happens }: ActiveFault,
): CheckedRequest {
  const isSkipped = (one: RequestViolation) =>
    (field === undefined || one.name.replace(/\[\d+\]/g, "[]") === field) &&
    (rule === undefined || one.rule === rule);
  const checked = next(raw);
  const skipped = checked.violations.filter(isSkipped);
  if (skipped.length === 0 || !happens()) return checked;
  const names = skipped.map(({ name }) => name);
  const hasMediaType = skipped.every((one) => one.rule !== "mediaType");
  const { query, body, violations, ...others } = hasMediaType
    ? checked
    : next({ ...raw, bodyType: raw.headers.get("content-type") });
  return {
    ...others,
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name))),
    body: withTypesOf(examples.pushWebhook, body),
    violations: violations.filter((one) => !isSkipped(one)),
  };
}

/** The value, with the example's in place of those that have another type than in the example. */
function withTypesOf(example: unknown, value: unknown): unknown {
  if (Array.isArray(example)) {
    return Array.isArray(value) ? value.map((one) => withTypesOf(example[0], one)) : [];
  }
  if (!isObject(example)) return typeof value === typeof example ? value : example;
  const fields = isObject(value) ? value : {};
  return Object.fromEntries(
    Object.entries(example).map(([key, one]) => [key, withTypesOf(one, fields[key])]),
  );
}
