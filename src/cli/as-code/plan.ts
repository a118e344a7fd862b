import { isDeepStrictEqual } from "node:util";
import type { Header, Webhook, WebhookDetailed, WebhookInput } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { masked } from "../output.js";
import type { DesiredApp } from "./resolve-webhooks.js";
import { isSatisfied, webhookProperties } from "./webhook-properties.js";

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

/** An app that is left alone, and the reason. */
export interface AppProblem {
  appId: string;
  label?: string;
  reason: string;
}

/** What is to be done in one app. */
export interface AppPlan {
  steps: Step[];
  unchanged: number;
  /** Webhooks that exist, are not in the file, and are left alone. */
  notInFile: number;
}

/** An app as it is. */
export interface ActualApp {
  webhooks: readonly Webhook[];
  /** Those in the file with their secrets, by their names. */
  detailed: ReadonlyMap<string, WebhookDetailed>;
}

/** Names that several of these webhooks have. */
export function repeatedNames(webhooks: readonly Webhook[]): string[] {
  const names = webhooks.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Says which webhooks have the same name, and what to do about it. */
export function describeRepeated(
  appId: string,
  name: string,
  webhooks: readonly Webhook[],
): string {
  const ids = webhooks.filter((one) => one.name === name).map(({ id }) => id);
  return (
    `${ids.length} webhooks are called '${name}': ${ids.join(", ")}; ` +
    `delete one ('delete ${appId} ${ids[0]}'), or rename it ` +
    `('update ${appId} ${ids[0]} --name <name>')`
  );
}

/** Compares an app as it is to be with the app as it is. */
export function planApp(desired: DesiredApp, actual: ActualApp, isPruning: boolean): AppPlan {
  const { id: appId, label } = desired;
  const about = { appId, ...(label !== undefined && { label }) };
  const steps: Step[] = [];
  let unchanged = 0;
  for (const body of desired.webhooks) {
    const { name } = body;
    const existing = actual.detailed.get(name);
    const properties = compare(body, existing);
    if (existing === undefined) {
      steps.push({ change: { action: "create", ...about, name, properties }, body });
    } else if (properties.length > 0) {
      const change: Change = { action: "update", ...about, name, id: existing.id, properties };
      steps.push({ change, body: { ...keptProperties(existing), ...body } });
    } else unchanged += 1;
  }
  const names = new Set(desired.webhooks.map(({ name }) => name));
  const others = actual.webhooks.filter(({ name }) => !names.has(name));
  for (const { id, name, url } of isPruning ? others : []) {
    const properties: PropertyChange[] = [{ property: "url", kind: "removed", before: url }];
    steps.push({ change: { action: "delete", ...about, name, id, properties } });
  }
  return { steps, unchanged, notInFile: isPruning ? 0 : others.length };
}

/** What an update has to repeat, because it replaces the whole webhook. */
const keptProperties = ({ headers: _, ...webhook }: WebhookDetailed): object =>
  Object.fromEntries(
    Object.entries(webhook).filter(([property]) => webhookProperties.includes(property)),
  );

/**
 * The properties in which a webhook differs. One that the file does not mention is left as it is,
 * except that a webhook without `headers` has none.
 */
function compare(body: WebhookInput, existing: WebhookDetailed | undefined): PropertyChange[] {
  const [desired, actual] = [
    new Map(Object.entries(body)),
    new Map(Object.entries(existing ?? {})),
  ];
  return webhookProperties.flatMap((property) => {
    if (property === "headers") return compareHeaders(body.headers, existing?.headers);
    const [before, after] = [actual.get(property), desired.get(property)];
    if (after === undefined || isSatisfied(property, before, after)) return [];
    const kind = before === undefined ? "added" : "changed";
    if (isSecretProperty(property)) return [{ property, kind, isSecret: true }];
    const old = before === undefined ? {} : { before: masked(before) };
    return [{ property, kind, ...old, after: masked(after) }];
  });
}

/** Compares headers by their names in lower case, in any order. */
function compareHeaders(desired: Header[] = [], actual: Header[] = []): PropertyChange[] {
  const [after, before] = [valuesByName(desired), valuesByName(actual)];
  const changes: PropertyChange[] = [];
  for (const [name, { key, values }] of after) {
    const old = before.get(name)?.values;
    const kind = old === undefined ? "added" : "changed";
    if (isDeepStrictEqual(old, values)) continue;
    changes.push({ property: `headers.${key}`, kind, isSecret: true });
  }
  for (const [name, { key }] of before) {
    if (after.has(name)) continue;
    changes.push({ property: `headers.${key}`, kind: "removed", isSecret: true });
  }
  return changes;
}

function valuesByName(headers: Header[]): Map<string, { key: string; values: string[] }> {
  const all = new Map<string, { key: string; values: string[] }>();
  for (const { key, value } of headers) {
    const name = key.toLowerCase();
    const values = [...(all.get(name)?.values ?? []), value].sort();
    all.set(name, { key: all.get(name)?.key ?? key, values });
  }
  return all;
}
