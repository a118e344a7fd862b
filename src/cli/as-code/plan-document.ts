import { writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { readText } from "../read-data.js";
import { CommandError, exitCodes } from "../terminal.js";
import type { Plan } from "./make-plan.js";
import type { Change } from "./plan.js";

/**
 * A plan as JSON: what a plan file holds, and what `--output json` prints. No secret is in it, nor
 * a hash of one, which could be guessed: a change says only that a secret differs from the file.
 */
export interface PlanDocument {
  version: 1;
  file: string;
  baseUrl?: string;
  prune: boolean;
  summary: Record<"create" | "update" | "delete" | "unchanged" | "notInFile", number>;
  changes: Change[];
  problems: { appId: string; label?: string; reason: string }[];
}

export function toDocument(plan: Plan): PlanDocument {
  const { file, baseUrl, isPruning, steps, unchanged, notInFile } = plan;
  const changes = steps.map(({ change }) => change);
  const count = (action: Change["action"]) =>
    changes.filter((change) => change.action === action).length;
  return {
    version: 1,
    file,
    ...(baseUrl !== undefined && { baseUrl }),
    prune: isPruning,
    summary: {
      ...{ create: count("create"), update: count("update"), delete: count("delete") },
      ...{ unchanged, notInFile },
    },
    changes,
    problems: plan.problems.map(({ isUnauthorised: _, ...problem }) => problem),
  };
}

export const toJson = (value: object): string => JSON.stringify(value, null, 2);

export async function writePlanFile(path: string, plan: Plan): Promise<void> {
  try {
    await writeFile(path, `${toJson(toDocument(plan))}\n`);
  } catch (error) {
    throw new CommandError(`${path}: it cannot be written (${Object(error).code})`);
  }
}

export async function readPlanFile(path: string): Promise<PlanDocument> {
  const text = await readText(path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new CommandError(`${path}: this is not JSON`);
  }
  const { version, file, changes } = Object(content) as Partial<PlanDocument>;
  if (version === 1 && typeof file === "string" && Array.isArray(changes)) {
    // Whoever changes a plan file by hand gets a plan that differs from the one that is made anew.
    return content as PlanDocument;
  }
  throw new CommandError(`${path}: this is not a plan; 'plan --plan-file ${path}' writes one`);
}

/**
 * Makes sure that a plan made now is the one that was planned, in every change.
 *
 * @throws CommandError that names the first webhook for which it is not
 */
export function requireSamePlan(planned: PlanDocument, plan: Plan): void {
  // As it would be read from a file.
  const now: PlanDocument = JSON.parse(toJson(toDocument(plan)));
  if ((planned.baseUrl ?? "") !== (now.baseUrl ?? "")) {
    throw stale(`it was made for ${planned.baseUrl ?? "production"}, another API`);
  }
  const before = new Map(planned.changes.map((change) => [keyOf(change), change]));
  const after = new Map(now.changes.map((change) => [keyOf(change), change]));
  for (const key of [...before.keys(), ...after.keys()]) {
    const change = before.get(key) ?? after.get(key);
    if (change === undefined || isDeepStrictEqual(before.get(key), after.get(key))) continue;
    const app = change.label ?? change.appId;
    throw stale(`'${change.name}' of ${app} is not as it was then`);
  }
}

const keyOf = ({ appId, name, id = "" }: Change) => JSON.stringify([appId, name, id]);

const stale = (reason: string) =>
  new CommandError(`the plan does not hold any more: ${reason}; plan again`, exitCodes.failed);
