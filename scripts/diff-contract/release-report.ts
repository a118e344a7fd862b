import { ScriptError } from "../script-error.js";
import { type Change, type Impact, impacts } from "./compare-contracts.js";

const headings: Record<Impact, string> = {
  breaking: "Breaking",
  additive: "Additive",
  editorial: "Editorial",
};

/**
 * Whether `info.version` announces the changes: breaking ones need a new major version, additive ones
 * a new minor version; below 1.0.0, as semver has it, a new minor and a new patch version.
 *
 * @param changes - the worst first
 * @returns the verdict, and as Markdown with a table for each kind of change
 * @throws ScriptError when a version is not semver
 */
export function reportChanges(name: string, base: string, revision: string, changes: Change[]) {
  const worst = changes[0]?.impact;
  const required = requiredVersion(base, worst);
  const isEnough = compare(numbersOf(revision).join("."), required) >= 0;
  const now = base === revision ? `is still ${base}` : `went from ${base} to ${revision}`;
  const kind = worst === undefined ? "Nothing changed" : `${headings[worst]} changes`;
  const fault = worst === "breaking" ? "Unannounced breaking change" : "Version too low";
  const verdict = isEnough
    ? `**In order.** ${kind}; \`info.version\` ${now}.`
    : `**${fault}.** \`info.version\` ${now}; it has to be ${required} or higher.`;
  const tables = impacts.flatMap((impact) => {
    const ofImpact = changes.filter((change) => change.impact === impact);
    return ofImpact.length === 0 ? [] : [tableOf(headings[impact], ofImpact)];
  });
  return { isEnough, text: [`## The contract since ${name}`, verdict, ...tables].join("\n\n") };
}

function requiredVersion(base: string, worst: Impact | undefined): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(base);
  if (worst === "breaking") return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
  if (worst !== "additive") return base;
  return major === 0 ? `0.${minor}.${patch + 1}` : `${major}.${minor + 1}.0`;
}

function numbersOf(version: string): number[] {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version);
  if (found === null) throw new ScriptError(`info.version '${version}' is not a semantic version`);
  return found.slice(1).map(Number);
}

const compare = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

function tableOf(heading: string, changes: Change[]): string {
  const rows = changes.map(({ place, what }) => `| \`${cell(place)}\` | ${cell(sentence(what))} |`);
  const head = [`### ${heading} (${rows.length})`, "", "| Where | What |", "|---|---|"];
  return [...head, ...rows].join("\n");
}

const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/** A table has no line breaks, and a bar ends a cell even inside code. */
const cell = (text: string) => text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
