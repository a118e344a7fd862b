import { createPaint, printable } from "../output.js";
import type { Terminal } from "../terminal.js";
import type { Outcome } from "./apply-plan.js";
import type { Change, Plan, PropertyChange } from "./plan.js";
import type { AppProblem } from "./read-apps.js";

const signs = { create: "+", update: "~", delete: "-", added: "+", changed: "~", removed: "-" };

const styleOfLine = (line: string) =>
  /^ *\+/.test(line) ? "green" : /^ *-/.test(line) ? "red" : "yellow";

/** A plan for people, in the manner of Terraform. */
export function toText(plan: Plan, terminal: Terminal): string {
  const paint = createPaint(terminal);
  const blocks = blocksOf(plan).map(([title, lines]) => {
    const painted = lines.map((line) => paint(styleOfLine(line), `  ${line}`));
    return [paint("bold", title), ...painted].join("\n");
  });
  const problems = plan.problems.map((problem) => paint("red", describeProblem(problem)));
  return [...blocks, ...problems, paint("bold", summaryOf(plan))].join("\n\n");
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

export const describeProblem = (problem: AppProblem): string =>
  `${titleOf(problem)} is left alone: ${printable(problem.reason)}`;

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
export function toOutcomeText(outcomes: readonly Outcome[], terminal: Terminal): string {
  const paint = createPaint(terminal);
  const open = outcomes.filter(({ result }) => result !== "done");
  const lines = open.map(({ change, result, reason }) => {
    const { action, name } = change;
    const line = `${result}: ${action} '${name}' of ${titleOf(change)}: ${reason}`;
    return paint("red", printable(line));
  });
  const done = { create: 0, update: 0, delete: 0 };
  const left = { "not done": 0, unknown: 0 };
  for (const { result, change } of outcomes) {
    if (result === "done") done[change.action] += 1;
    else left[result] += 1;
  }
  const counts = [
    `${done.create} created, ${done.update} updated, ${done.delete} deleted`,
    ...Object.entries(left).flatMap(([result, count]) => (count > 0 ? `${count} ${result}` : [])),
  ];
  return [...lines, paint("bold", `Applied: ${counts.join("; ")}.`)].join("\n");
}
