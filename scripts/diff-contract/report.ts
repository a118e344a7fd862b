import { type Change, type Impact, impacts } from "./change.js";
import type { VersionVerdict } from "./version.js";

const headings: Record<Impact, string> = {
  breaking: "Breaking",
  additive: "Additive",
  editorial: "Editorial",
};

/** Markdown for a pull request: the verdict, and a table for each kind of change. */
export function report(name: string, changes: Change[], version: VersionVerdict): string {
  const tables = impacts.flatMap((impact) => {
    const ofImpact = changes.filter((change) => change.impact === impact);
    return ofImpact.length === 0 ? [] : [tableOf(headings[impact], ofImpact)];
  });
  return [`## The contract since ${name}`, verdict(changes, version), ...tables].join("\n\n");
}

function tableOf(heading: string, changes: Change[]): string {
  const rows = changes.map(({ place, what }) => `| ${cell(place)} | ${cell(sentence(what))} |`);
  return [`### ${heading} (${rows.length})`, "", "| where | what |", "|---|---|", ...rows].join(
    "\n",
  );
}

const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/** A table knows no line breaks, and takes a bar even inside code for the end of a cell. */
const cell = (text: string) => text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");

/** One line that says whether the changes may be released like this. */
export function verdict(changes: Change[], version: VersionVerdict): string {
  const { base, revision, required, isEnough } = version;
  const worst = changes[0]?.impact;
  const now = base === revision ? `is still ${base}` : `went from ${base} to ${revision}`;
  if (isEnough) {
    const kind = worst === undefined ? "Nothing changed" : `${headings[worst]} changes`;
    return `**In order.** ${kind}; \`info.version\` ${now}.`;
  }
  const fault = worst === "breaking" ? "Unannounced breaking change" : "Version too low";
  return `**${fault}.** \`info.version\` ${now}; it has to be ${required} or higher.`;
}
