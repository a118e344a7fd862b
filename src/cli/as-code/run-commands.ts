import { toJson } from "../output.js";
import { replaceFile } from "../read-data.js";
import {
  CommandError,
  confirm,
  exitCodes,
  requireTerminal,
  type Terminal,
  writeLine,
} from "../terminal.js";
import { applyPlan, requireAllDone } from "./apply-plan.js";
import { makePlan, type PlanOptions, readPlanFile, requireSamePlan } from "./plan.js";
import { requireNoProblem } from "./read-apps.js";
import { describeProblem, toMarkdown, toOutcomeText, toText } from "./render.js";

export { runExport } from "./export-apps.js";

const defaultFile = "webhooks.yaml";

interface PlanCommandOptions extends PlanOptions {
  planFile?: string;
  output: "text" | "json" | "markdown";
}

export async function runPlan(
  file: string = defaultFile,
  options: PlanCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { planFile, output } = options;
  const { plan } = await makePlan(file, options, terminal);
  const render = { text: () => toText(plan, terminal), json: toJson, markdown: toMarkdown }[output];
  await writeLine(terminal.stdout, render(plan));
  requireNoProblem(plan.problems);
  if (planFile !== undefined) await replaceFile(planFile, `${toJson(plan)}\n`);
  if (plan.changes.length > 0) throw new CommandError("", exitCodes.differences);
}

interface ApplyOptions extends PlanOptions {
  planFile?: string;
  yes?: true;
  output: "text" | "json";
}

export async function runApply(
  file: string | undefined,
  options: ApplyOptions,
  terminal: Terminal,
): Promise<void> {
  const { planFile, yes, output, prune = false } = options;
  const { stdout, stderr, signal } = terminal;
  const isAsking = !yes && planFile === undefined;
  if (isAsking) requireTerminal(terminal);
  const planned = planFile === undefined ? undefined : await readPlanFile(planFile);
  const { plan, steps, connected } = await makePlan(
    file ?? planned?.file ?? defaultFile,
    { ...options, prune: planned?.prune ?? prune },
    terminal,
  );
  if (planned) {
    for (const problem of plan.problems) await writeLine(stderr, describeProblem(problem));
    requireNoProblem(plan.problems);
    requireSamePlan(planned, plan);
  }
  const isText = output === "text";
  // Whoever is asked sees the plan, whatever is printed in the end.
  const shown = isText ? stdout : stderr;
  if (isText || isAsking) await writeLine(shown, toText(plan, { ...terminal, stdout: shown }));
  if (isAsking && steps.length > 0 && !(await confirm("Apply these changes?", terminal))) {
    return writeLine(stderr, "Nothing was changed.");
  }
  const outcomes = await applyPlan(steps, connected);
  if (!isText) await writeLine(stdout, toJson({ version: 1, outcomes, problems: plan.problems }));
  // The plan has said whether there is nothing to do.
  else if (outcomes.length > 0) await writeLine(stdout, toOutcomeText(outcomes, terminal));
  requireAllDone(outcomes, signal);
  requireNoProblem(plan.problems);
}
