import type { colorsOf } from "../output.js";
import type { Plan } from "./make-plan.js";
import type { AppProblem, Change, PropertyChange } from "./plan.js";
import { toDocument } from "./plan-document.js";

type Colors = ReturnType<typeof colorsOf>;
type Paint = (text: string) => string;

const signs = { create: "+", update: "~", delete: "-" } as const;
const kindSigns = { added: "+", changed: "~", removed: "-" } as const;

/** A plan for people, in the manner of Terraform. */
export function toText(plan: Plan, colors: Colors): string {
  const paints: Record<string, Paint> = {
    ...{ "+": colors.green, "~": colors.yellow, "-": colors.red },
  };
  const paint = (line: string) => (paints[line.trimStart().charAt(0)] ?? String)(line);
  const blocks = blocksOf(plan).map(({ title, lines }) =>
    [colors.bold(title), ...lines.map((line) => paint(`  ${line}`))].join("\n"),
  );
  const problems = plan.problems.map((problem) => colors.red(describeProblem(problem)));
  return [...blocks, ...problems, colors.bold(summaryOf(plan))].join("\n\n");
}

/** A plan for a comment on a pull request. */
export function toMarkdown(plan: Plan): string {
  const blocks = blocksOf(plan).map(({ title, lines }) => {
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

interface Block {
  title: string;
  lines: string[];
}

/** A block for each app with changes, in the order of the plan. */
function blocksOf({ steps }: Plan): Block[] {
  const blocks = new Map<string, Block>();
  for (const { change } of steps) {
    const block = blocks.get(change.appId) ?? { title: titleOf(change), lines: [] };
    blocks.set(change.appId, block);
    block.lines.push(...linesOf(change));
  }
  return [...blocks.values()];
}

export const titleOf = ({ appId, label }: { appId: string; label?: string }): string =>
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
  const start = `${kindSigns[kind]} ${printable(property).padEnd(width)}`;
  if (isSecret) return kind === "removed" ? start.trimEnd() : `${start} = (secret, ${kind})`;
  const values = { added: [after], changed: [before, after], removed: [before] }[kind];
  return `${start} = ${values.map(quoted).join(" -> ")}`;
}

const quoted = (value: unknown) => printable(JSON.stringify(value) ?? "");

/** Without control and format characters, which a service could send to a terminal. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD");

/** Says why an app is left alone. */
export const describeProblem = (problem: AppProblem): string =>
  `${titleOf(problem)} is left alone: ${printable(problem.reason)}`;

/** One sentence about the whole plan. */
export function summaryOf(plan: Plan): string {
  const { create, update, delete: deleted, unchanged, notInFile } = toDocument(plan).summary;
  const problems = plan.problems.length;
  const isSame = create + update + deleted + problems === 0;
  const changes = `Plan: ${create} to create, ${update} to update, ${deleted} to delete`;
  const rest = notInFile > 0 ? `; ${notInFile} not in the file, left alone` : "";
  const unread = problems > 0 ? `; ${problems} ${problems === 1 ? "app" : "apps"} left alone` : "";
  return `${isSame ? "No changes" : changes}; ${unchanged} unchanged${rest}${unread}.`;
}
