import { isDeepStrictEqual } from "node:util";
import type { WebhookInput } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { masked } from "../output.js";
import { webhookProperties } from "./describe-violation.js";
import type { ActualApp } from "./read-apps.js";
import type { DesiredApp } from "./resolve-webhooks.js";

/** A difference in one property. Of a secret it tells only that there is one. */
export interface PropertyChange {
  /** Such as `url`, or `headers.Authorization`. */
  property: string;
  kind: "added" | "changed" | "removed";
  isSecret?: true;
  before?: unknown;
  after?: unknown;
}

/** A difference between the file and an app, without secrets. */
export interface Change {
  action: "create" | "update" | "delete";
  appId: string;
  label?: string;
  name: string;
  /** The id of a webhook that exists. */
  id?: string;
  properties: PropertyChange[];
}

/** A change together with the whole webhook as it is to be; a secret is in it. */
export interface Step {
  change: Change;
  body?: WebhookInput;
}

/** What is to be done in one app. */
export interface AppPlan {
  steps: Step[];
  unchanged: number;
  /** Webhooks that exist, are not in the file, and are left alone. */
  notInFile: number;
}

/** Compares an app as it is to be with the app as it is. */
export function planApp(desired: DesiredApp, actual: ActualApp, isPruning: boolean): AppPlan {
  const { id: appId, webhooks, ...label } = desired;
  const about = { appId, ...label };
  const steps: Step[] = [];
  let unchanged = 0;
  for (const [name, body] of webhooks) {
    const existing = actual.detailed.get(name);
    const properties = compare(body, existing);
    if (existing === undefined) {
      steps.push({ change: { action: "create", ...about, name, properties }, body });
    } else if (properties.length > 0) {
      const change: Change = { action: "update", ...about, name, id: existing.id, properties };
      // An update replaces the whole webhook, and the file may leave out what stays.
      const kept = Object.entries(existing).filter(
        ([property]) => property !== "headers" && webhookProperties.includes(property),
      );
      steps.push({ change, body: { ...Object.fromEntries(kept), ...body } });
    } else unchanged += 1;
  }
  const others = actual.webhooks.filter(({ name }) => !webhooks.has(name));
  for (const { id, name, url } of isPruning ? others : []) {
    const properties: PropertyChange[] = [{ property: "url", kind: "removed", before: url }];
    steps.push({ change: { action: "delete", ...about, name, id, properties } });
  }
  return { steps, unchanged, notInFile: isPruning ? 0 : others.length };
}

/**
 * The properties in which a webhook differs. One that the file does not mention is left as it is,
 * except that a webhook without `headers` has none.
 */
function compare(body: WebhookInput, existing: Partial<WebhookInput> = {}): PropertyChange[] {
  const [desired, actual] = [flatten(body), flatten(existing)];
  const changes: PropertyChange[] = [];
  for (const [key, { property, value }] of desired) {
    const before = actual.get(key)?.value;
    if (isDeepStrictEqual(before, value)) continue;
    const kind = before === undefined ? "added" : "changed";
    if (isSecret(property)) changes.push({ property, kind, isSecret: true });
    else {
      const old = before === undefined ? {} : { before: masked(before) };
      changes.push({ property, kind, ...old, after: masked(value) });
    }
  }
  for (const [key, { property }] of actual) {
    if (desired.has(key) || !property.startsWith("headers.")) continue;
    changes.push({ property, kind: "removed", isSecret: true });
  }
  return changes;
}

const isSecret = (property: string) =>
  isSecretProperty(property) || property.startsWith("headers.");

/**
 * A webhook as values to compare: event types in any order, and headers in any order by their names
 * in lower case. An API may have a header twice.
 */
function flatten(webhook: Partial<WebhookInput>) {
  const { headers = [], eventTypes, ...others } = webhook;
  const values: Record<string, unknown> = { ...others, eventTypes: eventTypes?.toSorted() };
  const all = new Map<string, { property: string; value: unknown }>();
  for (const property of webhookProperties) {
    const value = values[property];
    if (value !== undefined) all.set(property, { property, value });
  }
  for (const { key, value } of headers) {
    const name = `headers.${key.toLowerCase()}`;
    const { property = `headers.${key}`, value: known } = all.get(name) ?? {};
    all.set(name, { property, value: [...[known ?? []].flat(), value].sort() });
  }
  return all;
}
