import { routes } from "../../../generated/routes.js";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSequence = (value: unknown): value is number => Number.isSafeInteger(value);

/**
 * Says where a value is not a state, as a JSON pointer, or nothing if it is one. What the contract
 * says about webhooks is checked by the contract's own validator.
 */
export function faultOfState(value: unknown): string | undefined {
  if (!isFields(value)) return "/";
  if (!isSequence(value.sequence)) return "/sequence";
  if (!Array.isArray(value.webhooks)) return "/webhooks";
  for (const [index, stored] of value.webhooks.entries()) {
    const fault = faultOfStored(stored, value.sequence);
    if (fault !== undefined) return `/webhooks/${index}${fault}`;
  }
  return undefined;
}

function faultOfStored(stored: unknown, highest: number): string | undefined {
  if (!isFields(stored)) return "";
  if (typeof stored.appId !== "string") return "/appId";
  if (!isSequence(stored.sequence) || stored.sequence > highest) return "/sequence";
  const isWebhook = routes.getWebhook.result;
  if (!isWebhook(stored.webhook)) return `/webhook${isWebhook.errors?.[0]?.instancePath ?? ""}`;
  if (!Array.isArray(stored.oldSecrets)) return "/oldSecrets";
  const index = stored.oldSecrets.findIndex((old) => !isOldSecret(old));
  return index < 0 ? undefined : `/oldSecrets/${index}`;
}

const isOldSecret = (old: unknown) =>
  isFields(old) && typeof old.secret === "string" && Number.isFinite(old.until);
