import { confirm, requireTerminal } from "../confirm.js";
import { colorsOf } from "../output.js";
import { startProgress } from "../progress.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { applyPlan, type Outcome } from "./apply-plan.js";
import { exportApps, replaceFile, toAssignment } from "./export-apps.js";
import {
  type AsCodeOptions,
  makePlan,
  type Plan,
  type PlanOptions,
  problemError,
} from "./make-plan.js";
import {
  readPlanFile,
  requireSamePlan,
  toJson,
  toDocument as toPlanDocument,
  writePlanFile,
} from "./plan-document.js";
import {
  outcomeError,
  toDocument as toOutcomeDocument,
  toText as toOutcomeText,
} from "./render-outcomes.js";
import { describeProblem, toMarkdown, toText as toPlanText } from "./render-plan.js";

const defaultFile = "webhooks.yaml";

interface ExportOptions extends AsCodeOptions {
  into?: string;
  reveal?: true;
}

/** `export`: describes what exists as a file. */
export async function runExport(
  appIds: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  const { into, reveal } = options;
  const { stdout, stderr } = terminal;
  const { text, secrets, problems } = await exportApps(appIds, into, options, terminal);
  if (into === undefined) await writeLine(stdout, text.trimEnd());
  else await replaceFile(into, text);
  if (reveal) {
    for (const secret of secrets) await writeLine(stderr, toAssignment(secret));
  } else if (secrets.size > 0) {
    const names = [...secrets.keys()];
    const more = names.length > 10 ? `, and ${names.length - 10} more` : "";
    const hint = "--reveal prints their values to standard error";
    await writeLine(stderr, `The file refers to ${names.slice(0, 10).join(", ")}${more}: ${hint}.`);
  }
  for (const problem of problems) await writeLine(stderr, describeProblem(problem));
  const error = problemError(problems, problems.length < appIds.length);
  if (error) throw error;
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
  const error = problemError(plan.problems, plan.problems.length < plan.apps);
  if (error) throw error;
  if (options.planFile !== undefined) await writePlanFile(options.planFile, plan);
  if (plan.steps.length > 0) throw new CommandError("", exitCodes.differences);
}

async function printPlan(
  plan: Plan,
  output: "text" | "json" | "markdown",
  { stdout, env }: Terminal,
): Promise<void> {
  const text = {
    text: () => toPlanText(plan, colorsOf(stdout, env)),
    json: () => toJson(toPlanDocument(plan)),
    markdown: () => toMarkdown(plan),
  };
  await writeLine(stdout, text[output]());
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
  const isAsking = !yes && planFile === undefined;
  if (isAsking) requireTerminal(terminal);
  const planned = planFile === undefined ? undefined : await readPlanFile(planFile);
  const { plan, connected } = await makePlan(
    file ?? planned?.file ?? defaultFile,
    { ...options, prune: planned?.prune ?? options.prune === true },
    terminal,
  );
  if (planned) requireSamePlan(planned, plan);
  // Whoever is asked sees the plan, whatever is printed in the end.
  const { stderr } = terminal;
  if (output === "text") await printPlan(plan, output, terminal);
  else if (isAsking) await printPlan(plan, "text", { ...terminal, stdout: stderr });
  if (isAsking && plan.steps.length > 0 && !(await confirm("Apply these changes?", terminal))) {
    return writeLine(stderr, "Nothing was changed.");
  }
  const progress = startProgress("changes", terminal, plan.steps.length);
  const outcomes = await applyPlan(plan.steps, connected, progress.advance).finally(progress.stop);
  await printOutcomes(outcomes, output, terminal);
  const { problems, apps } = plan;
  const error =
    outcomeError(outcomes, terminal.signal) ?? problemError(problems, problems.length < apps);
  if (error) throw error;
}

async function printOutcomes(
  outcomes: readonly Outcome[],
  output: "text" | "json",
  { stdout, env }: Terminal,
): Promise<void> {
  if (output === "json") return writeLine(stdout, toJson(toOutcomeDocument(outcomes)));
  // The plan says that there is nothing to do.
  if (outcomes.length === 0) return;
  await writeLine(stdout, toOutcomeText(outcomes, colorsOf(stdout, env)));
}
