import { isDeepStrictEqual } from "node:util";
import { chosenUrl } from "../connect.js";
import { toJson } from "../output.js";
import { parseText, readText } from "../read-data.js";
import { CommandError, exitCodes, type Terminal } from "../terminal.js";
import { type AsCodeOptions, type Connected, connectPatiently } from "./connect-patiently.js";
import { type Change, planApp, type Step } from "./plan.js";
import { type AppProblem, readApps } from "./read-apps.js";
import { readWebhooksFile } from "./read-webhooks-file.js";
import { resolveWebhooks } from "./resolve-webhooks.js";

export interface PlanOptions extends AsCodeOptions {
  prune?: boolean;
}

/**
 * What has to be done so that the apps are as the file says: what a plan file holds, and what
 * `--output json` prints. No secret is in it, nor a hash of one, which could be guessed: a change
 * says only that a secret differs from the file.
 */
export interface Plan {
  version: 1;
  /** The path of the file. */
  file: string;
  /** The URL of the API, if it is not production. */
  baseUrl?: string;
  prune: boolean;
  summary: Record<Change["action"] | "unchanged" | "notInFile", number>;
  /** In the order of the file. */
  changes: Change[];
  /** Apps that are left alone. */
  problems: AppProblem[];
}

/** A plan, and what it takes to apply it. */
export interface Planned {
  plan: Plan;
  /** The changes with the webhooks, which contain secrets. */
  steps: Step[];
  connected: Connected;
}

/** Reads the file and the apps in it, and compares them. @throws CommandError */
export async function makePlan(
  file: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<Planned> {
  const { prune = false } = options;
  const apps = await resolveWebhooks(await readWebhooksFile(file), terminal);
  const connected = await connectPatiently(options, terminal);
  const { results, problems } = await readApps(
    apps,
    connected,
    ({ webhooks }, { name }) => webhooks.has(name),
    (app, actual) => planApp(app, actual, prune),
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
  const plan: Plan = { version: 1, ...target, summary, changes, problems };
  return { plan, steps, connected };
}

export async function readPlanFile(path: string): Promise<Plan> {
  const { content } = await parseText(await readText(path), path);
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
  if ((planned.baseUrl ?? "") !== (now.baseUrl ?? "")) {
    throw stale(`it was made for ${planned.baseUrl ?? "production"}, another API`);
  }
  const places = [...planned.changes, ...now.changes].map((_, index) => index);
  const different = places.find(
    (index) => !isDeepStrictEqual(planned.changes[index], now.changes[index]),
  );
  if (different === undefined) return;
  const { name, label, appId } = { ...planned.changes[different], ...now.changes[different] };
  throw stale(`'${name}' of ${label ?? appId} is not as it was then`);
}

const stale = (reason: string) =>
  new CommandError(`the plan does not hold any more: ${reason}; plan again`, exitCodes.failed);
