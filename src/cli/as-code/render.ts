import { type colorsOf, printable } from "../output.js";
import type { Outcome } from "./apply-plan.js";
import type { Plan } from "./make-plan.js";
import type { Change, PropertyChange } from "./plan.js";
import type { AppProblem } from "./read-apps.js";

type Colors = ReturnType<typeof colorsOf>;

const signs = { create: "+", update: "~", delete: "-", added: "+", changed: "~", removed: "-" };

/** A plan for people, in the manner of Terraform. */
export function toText(plan: Plan, colors: Colors): string {
  const paints = new Map([
    ["+", colors.green],
    ["~", colors.yellow],
    ["-", colors.red],
  ]);
  const paint = (line: string) => paints.get(line.trimStart().charAt(0))?.(line) ?? line;
  const blocks = blocksOf(plan).map(([title, lines]) =>
    [colors.bold(title), ...lines.map((line) => paint(`  ${line}`))].join("\n"),
  );
  const problems = plan.problems.map((problem) => colors.red(describeProblem(problem)));
  return [...blocks, ...problems, colors.bold(summaryOf(plan))].join("\n\n");
}

/** A plan for a comment on a pull request. */
export function toMarkdown(plan: Plan): string {
  const blocks = blocksOf(plan).map(([title, lines]) => {
    // GitHub and GitLab colour lines by their first character.
    const text = lines.map((line) => line.replace(/^( *)~/, "!$1").replace(/^( +)([+-])/, "$2$1"));
    return `#### ${title}\n\n${fenced(text.join("\n"))}`;
  });
  const problems = plan.problems.map((problem) => `> ${describeProblem(problem)}`);
  return [`### ${summaryOf(plan)}`, ...blocks, ...problems].join("\n\n");
}

/** A block of code whose fence is longer than any in the text. */
function fenced(text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}diff\n${text}\n${fence}`;
}

/** The title and the lines of each app with changes, in the order of the plan. */
function blocksOf({ changes }: Plan): [title: string, lines: string[]][] {
  const blocks = new Map<string, string[]>();
  for (const change of changes) {
    const title = titleOf(change);
    blocks.set(title, [...(blocks.get(title) ?? []), ...linesOf(change)]);
  }
  return [...blocks];
}

const titleOf = ({ appId, label }: { appId: string; label?: string }): string =>
  label === undefined ? appId : `${printable(label)} (${appId})`;

function linesOf({ action, name, id, properties }: Change): string[] {
  const width = Math.max(...properties.map(({ property }) => printable(property).length));
  const title = `${signs[action]} ${quoted(name)}${id === undefined ? "" : ` (${printable(id)})`}`;
  return [title, ...properties.map((one) => `    ${lineOf(one, width)}`)];
}

function lineOf(
  { property, kind, isSecret, before, after }: PropertyChange,
  width: number,
): string {
  const start = `${signs[kind]} ${printable(property).padEnd(width)}`;
  if (isSecret) return kind === "removed" ? start.trimEnd() : `${start} = (secret, ${kind})`;
  const values = [before, after].filter((value) => value !== undefined);
  return `${start} = ${values.map(quoted).join(" -> ")}`;
}

const quoted = (value: unknown) => printable(JSON.stringify(value) ?? "");

/** Says why an app is left alone. */
export const describeProblem = (problem: AppProblem): string =>
  `${titleOf(problem)} is left alone: ${printable(problem.reason)}`;

/** One sentence about the whole plan. */
function summaryOf({ summary, changes, problems }: Plan): string {
  const { create, update, delete: deleted, unchanged, notInFile } = summary;
  const planned = `Plan: ${create} to create, ${update} to update, ${deleted} to delete`;
  const rest = notInFile > 0 ? `; ${notInFile} not in the file, left alone` : "";
  const left = problems.length === 1 ? "1 app" : `${problems.length} apps`;
  const unread = problems.length > 0 ? `; ${left} left alone` : "";
  const isSame = changes.length + problems.length === 0;
  return `${isSame ? "No changes" : planned}; ${unchanged} unchanged${rest}${unread}.`;
}

/** What became of the changes: a line for each that is not done or unknown, and the counts. */
export function toOutcomeText(outcomes: readonly Outcome[], colors: Colors): string {
  const open = outcomes.filter(({ result }) => result !== "done");
  const lines = open.map(({ change, result, reason }) =>
    colors.red(`${result}: ${change.action} '${change.name}' of ${titleOf(change)}: ${reason}`),
  );
  const count = (result: Outcome["result"], action?: Change["action"]) =>
    outcomes.filter(
      (one) => one.result === result && (action ?? one.change.action) === one.change.action,
    ).length;
  const counts = [
    `${count("done", "create")} created, ${count("done", "update")} updated, ${count("done", "delete")} deleted`,
    ...(["not done", "unknown"] as const)
      .filter((result) => count(result) > 0)
      .map((result) => `${count(result)} ${result}`),
  ];
  return [...lines, colors.bold(`Applied: ${counts.join("; ")}.`)].join("\n");
}
