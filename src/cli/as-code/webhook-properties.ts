import { isDeepStrictEqual } from "node:util";
import { routes } from "../../../generated/routes.js";

/** The properties of a webhook that can be set, without its name; a contract change adds to them. */
export const webhookProperties: readonly string[] = Object.keys(
  routes.updateWebhook.accepts,
).filter((property) => property !== "name");

/** Whether a webhook has a property as it is to be, whatever the order of event types. */
export function isSatisfied(property: string, actual: unknown, desired: unknown): boolean {
  const isSet = property === "eventTypes" && Array.isArray(actual) && Array.isArray(desired);
  return isSet
    ? isDeepStrictEqual(new Set<unknown>(actual), new Set<unknown>(desired))
    : hasAllOf(actual, desired);
}

/** Whether a value has everything that another one has: a service may add defaults. */
function hasAllOf(value: unknown, part: unknown): boolean {
  if (!isObject(value) || !isObject(part)) return isDeepStrictEqual(value, part);
  const all = new Map<string, unknown>(Object.entries(value));
  return Object.entries(part).every(([key, inner]) => hasAllOf(all.get(key), inner));
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
