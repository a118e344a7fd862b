import { existsSync } from "node:fs";
import { confirm, requireTerminal } from "../confirm.js";
import { colorsOf, toJson } from "../output.js";
import { replaceFile } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { applyPlan, outcomeError } from "./apply-plan.js";
import { type AsCodeOptions, connectPatiently } from "./connect-patiently.js";
import { createReferences, describeApp, toSource } from "./export-apps.js";
import {
  makePlan,
  type Plan,
  type PlanOptions,
  readPlanFile,
  requireSamePlan,
} from "./make-plan.js";
import { type AppName, problemError, readApps } from "./read-apps.js";
import { parseWebhooksFile, readWebhooksFile } from "./read-webhooks-file.js";
import { describeProblem, toMarkdown, toOutcomeText, toText } from "./render.js";

const defaultFile = "webhooks.yaml";

const emptyFile = `# yaml-language-server: $schema=./node_modules/mendix-webhooks/webhooks-file.schema.json
version: 1
apps: {}
`;

interface ExportOptions extends AsCodeOptions {
  into?: string;
  reveal?: true;
}

/** `export`: describes what exists as a file, or brings a file to it. */
export async function runExport(
  appIds: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  const { into, reveal } = options;
  const { stdout, stderr } = terminal;
  const file =
    into !== undefined && existsSync(into)
      ? await readWebhooksFile(into)
      : await parseWebhooksFile(emptyFile, into ?? defaultFile);
  const connected = await connectPatiently(options, terminal);
  // UUIDs are the same in upper and lower case; the file has one of them.
  const known = new Map(Object.keys(file.apps).map((id) => [id.toLowerCase(), id]));
  const ids = new Set(appIds.map((id) => known.get(id.toLowerCase()) ?? id));
  const apps = [...ids].map((id): AppName => ({ id }));
  const { results, problems } = await readApps(
    apps,
    connected,
    () => true,
    ({ id }, { detailed }) => ({ id, webhooks: detailed.values() }),
  );
  const references = createReferences(file);
  const described = results.map(
    ({ id, webhooks }) => [id, describeApp(file, id, webhooks, references)] as const,
  );
  const text = toSource(file, new Map(described));
  if (into === undefined) await writeLine(stdout, text.trimEnd());
  else await replaceFile(into, text);
  await showReferences(references.byValue, reveal, terminal);
  for (const problem of problems) await writeLine(stderr, describeProblem(problem));
  const error = problemError(problems);
  if (error) throw error;
}

/** Names the variables that a file newly refers to, or writes them for `node --env-file`. */
async function showReferences(
  byValue: ReadonlyMap<string, string>,
  isRevealing: boolean | undefined,
  { stderr }: Terminal,
): Promise<void> {
  const names = [...byValue.values()].map((reference) => reference.replace("env:", ""));
  if (isRevealing) {
    for (const [index, value] of [...byValue.keys()].entries()) {
      await writeLine(stderr, `${names[index]}='${value.replaceAll("'", "'\\''")}'`);
    }
  } else if (names.length > 0) {
    const more = names.length > 10 ? `, and ${names.length - 10} more` : "";
    const hint = "--reveal prints their values to standard error";
    await writeLine(stderr, `The file refers to ${names.slice(0, 10).join(", ")}${more}: ${hint}.`);
  }
}

interface PlanCommandOptions extends PlanOptions {
  planFile?: string;
  output: "text" | "json" | "markdown";
}

/** `plan`: shows what `apply` would do. */
export async function runPlan(
  file: string = defaultFile,
  options: PlanCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { plan } = await makePlan(file, options, terminal);
  await printPlan(plan, options.output, terminal);
  const error = problemError(plan.problems);
  if (error) throw error;
  if (options.planFile !== undefined) await replaceFile(options.planFile, `${toJson(plan)}\n`);
  if (plan.changes.length > 0) throw new CommandError("", exitCodes.differences);
}

function printPlan(
  plan: Plan,
  output: PlanCommandOptions["output"],
  { stdout, env }: Terminal,
): Promise<void> {
  const text = {
    text: () => toText(plan, colorsOf(stdout, env)),
    json: () => toJson(plan),
    markdown: () => toMarkdown(plan),
  };
  return writeLine(stdout, text[output]());
}

interface ApplyOptions extends PlanOptions {
  planFile?: string;
  yes?: true;
  output: "text" | "json";
}

/** `apply`: makes the apps what the file says. */
export async function runApply(
  file: string | undefined,
  options: ApplyOptions,
  terminal: Terminal,
): Promise<void> {
  const { planFile, yes, output } = options;
  const { stdout, stderr, env, signal } = terminal;
  const isAsking = !yes && planFile === undefined;
  if (isAsking) requireTerminal(terminal);
  const planned = planFile === undefined ? undefined : await readPlanFile(planFile);
  const { plan, steps, connected } = await makePlan(
    file ?? planned?.file ?? defaultFile,
    { ...options, prune: planned?.prune ?? options.prune === true },
    terminal,
  );
  if (planned) requireSamePlan(planned, plan);
  // Whoever is asked sees the plan, whatever is printed in the end.
  if (output === "text") await printPlan(plan, output, terminal);
  else if (isAsking) await printPlan(plan, "text", { ...terminal, stdout: stderr });
  if (isAsking && steps.length > 0 && !(await confirm("Apply these changes?", terminal))) {
    return writeLine(stderr, "Nothing was changed.");
  }
  const outcomes = await applyPlan(steps, connected);
  if (output === "json") await writeLine(stdout, toJson({ version: 1, outcomes }));
  // The plan has said that there is nothing to do.
  else if (outcomes.length > 0)
    await writeLine(stdout, toOutcomeText(outcomes, colorsOf(stdout, env)));
  const error = outcomeError(outcomes, signal) ?? problemError(plan.problems);
  if (error) throw error;
}
