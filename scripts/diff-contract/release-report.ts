import { ScriptError } from "../script-error.js";
import type { Change, Impact } from "./compare-contracts.js";

/**
 * Whether `info.version` announces the changes: breaking ones need a new major version, additive ones
 * a new minor version; below 1.0.0, as semver has it, a new minor and a new patch version.
 *
 * @param changes - the worst first
 * @returns the verdict, and as Markdown with a table of the changes
 * @throws ScriptError when a version is not semver
 */
export function reportChanges(name: string, base: string, revision: string, changes: Change[]) {
  const worst = changes[0]?.impact;
  const required = requiredVersion(base, worst);
  const isEnough = compare(numbersOf(revision).join("."), required) >= 0;
  const now = base === revision ? `is still ${base}` : `went from ${base} to ${revision}`;
  const worstChange = worst === undefined ? "Nothing changed" : `${capitalized(worst)} changes`;
  const fault = worst === "breaking" ? "Unannounced breaking change" : "Version too low";
  const verdict = isEnough
    ? `**In order.** ${worstChange}; \`info.version\` ${now}.`
    : `**${fault}.** \`info.version\` ${now}; it has to be ${required} or higher.`;
  const rows = changes.map(
    ({ impact, place, what }) => `| ${capitalized(impact)} | \`${cell(place)}\` | ${cell(what)} |`,
  );
  const table = ["| Impact | Where | What |", "|---|---|---|", ...rows].join("\n");
  const parts = [`## The contract since ${name}`, verdict, ...(rows.length > 0 ? [table] : [])];
  return { isEnough, text: parts.join("\n\n") };
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

const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A table has no line breaks, and a bar ends a cell even inside code. */
const cell = (text: string) => text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
