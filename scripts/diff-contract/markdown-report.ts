import { type Change, type Impact, impacts } from "./compare-contracts.js";
import type { VersionCheck } from "./required-version.js";

const headings: Record<Impact, string> = {
  breaking: "Breaking",
  additive: "Additive",
  editorial: "Editorial",
};

/** Markdown for a pull request: the verdict, and a table for each kind of change. */
export function report(name: string, changes: Change[], version: VersionCheck): string {
  const tables = impacts.flatMap((impact) => {
    const ofImpact = changes.filter((change) => change.impact === impact);
    return ofImpact.length === 0 ? [] : [tableOf(headings[impact], ofImpact)];
  });
  return [`## The contract since ${name}`, verdictOn(changes, version), ...tables].join("\n\n");
}

function tableOf(heading: string, changes: Change[]): string {
  const rows = changes.map(({ place, what }) => `| ${cell(place)} | ${cell(sentence(what))} |`);
  return [`### ${heading} (${rows.length})`, "", "| Where | What |", "|---|---|", ...rows].join(
    "\n",
  );
}

const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/** A table has no line breaks, and a bar ends a cell even inside code. */
const cell = (text: string) => text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");

/** One line on whether the changes may be released under this version. */
export function verdictOn(changes: Change[], version: VersionCheck): string {
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
