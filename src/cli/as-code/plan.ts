import { isDeepStrictEqual } from "node:util";
import type { WebhookInput } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { chosenUrl } from "../connect.js";
import { masked, toJson } from "../output.js";
import { parseFile } from "../read-data.js";
import { CommandError, exitCodes, type Terminal } from "../terminal.js";
import {
  type ActualApp,
  type AppProblem,
  type AsCodeOptions,
  type Connected,
  connectPatiently,
  readApps,
} from "./read-apps.js";
import {
  type DesiredApp,
  readWebhooksFile,
  resolveWebhooks,
  settableOf,
  webhookProperties,
} from "./read-webhooks-file.js";

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
  id?: string;
  properties: PropertyChange[];
}

/** A change together with the whole webhook as it is to be; a secret is in it. */
export interface Step {
  change: Change;
  body?: WebhookInput;
}

/**
 * What has to be done so that the apps are as the file says: what a plan file holds, and what
 * `--output json` prints. No secret is in it, nor a hash of one, which could be guessed: a change
 * says only that a secret differs from the file.
 */
export interface Plan {
  version: 1;
  file: string;
  /** The URL of the API, if it is not production. */
  baseUrl?: string;
  prune: boolean;
  /** `notInFile` counts webhooks that exist, are not in the file, and are left alone. */
  summary: Record<Change["action"] | "unchanged" | "notInFile", number>;
  /** In the order of the file. */
  changes: Change[];
  problems: AppProblem[];
}

export interface PlanOptions extends AsCodeOptions {
  prune?: boolean;
}

/** Reads the file and the apps in it, and compares them. @throws CommandError */
export async function makePlan(
  file: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<{ plan: Plan; steps: Step[]; connected: Connected }> {
  const { prune = false } = options;
  const apps = await resolveWebhooks(await readWebhooksFile(file), terminal);
  const connected = await connectPatiently(options, terminal);
  const { results, problems } = await readApps(apps, connected, (app, actual) =>
    planApp(app, actual, prune),
  );
  const baseUrl = chosenUrl(options, terminal);
  const steps = results.flatMap((result) => result.steps);
  const changes = steps.map(({ change }) => change);
  const summary = { create: 0, update: 0, delete: 0, unchanged: 0, notInFile: 0 };
  for (const { action } of changes) summary[action] += 1;
  for (const { unchanged, notInFile } of results) {
    summary.unchanged += unchanged;
    summary.notInFile += notInFile;
  }
  const target = { file, ...(baseUrl !== undefined && { baseUrl }), prune };
  return { plan: { version: 1, ...target, summary, changes, problems }, steps, connected };
}

export function planApp(desired: DesiredApp, actual: ActualApp, isPruning: boolean) {
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
      steps.push({ change, body: { ...settableOf(existing), ...body } });
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
    const old = before === undefined ? {} : { before: masked(before) };
    const isSecret = isSecretProperty(property) || property.startsWith("headers.");
    const shown = isSecret ? { isSecret } : { ...old, after: masked(value) };
    changes.push({ property, kind, ...shown });
  }
  for (const [key, { property }] of actual) {
    if (desired.has(key) || !property.startsWith("headers.")) continue;
    changes.push({ property, kind: "removed", isSecret: true });
  }
  return changes;
}

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

export async function readPlanFile(path: string): Promise<Plan> {
  const { content } = await parseFile(path);
  const { version, file, changes } = Object(content) as Partial<Plan>;
  if (version === 1 && typeof file === "string" && Array.isArray(changes)) {
    // Whoever changes a plan file by hand gets a plan that differs from the one that is made anew.
    return content as Plan;
  }
  throw new CommandError(`${path}: this is not a plan; 'plan --plan-file ${path}' writes one`);
}

/**
 * Makes sure that a plan made now is the one that was planned, in every change.
 *
 * @throws CommandError that names the first webhook for which it is not
 */
export function requireSamePlan(planned: Plan, plan: Plan): void {
  // As it would be read from a file.
  const now: Plan = JSON.parse(toJson(plan));
  if (planned.baseUrl !== now.baseUrl) {
    throw stale(`it was made for ${planned.baseUrl ?? "production"}, another API`);
  }
  const places = [...planned.changes, ...now.changes].keys();
  for (const index of places) {
    const [then, change] = [planned.changes[index], now.changes[index]];
    if (isDeepStrictEqual(then, change)) continue;
    const { name, label, appId } = { ...then, ...change };
    throw stale(`'${name}' of ${label ?? appId} is not as it was then`);
  }
}

const stale = (reason: string) =>
  new CommandError(`the plan does not hold any more: ${reason}; plan again`, exitCodes.failed);
