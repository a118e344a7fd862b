import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../contract/document.js";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";
import {
  changedLinkParameters,
  isBreaking,
  isEditorial,
  pointerOf,
  type RedoclyChange,
} from "./impact-rules.js";

/**
 * What a change does to those who rely on the contract: it breaks them, it gives them more, or it
 * only says the same in other words. The worst comes first.
 */
const impacts = ["breaking", "additive", "editorial"] as const;
export type Impact = (typeof impacts)[number];

/** A difference between two contracts, for people. */
export interface Change {
  impact: Impact;
  /** JSON pointer of what changed, in the document that has more of it. */
  place: string;
  /** What changed there: a sentence without its full stop. */
  what: string;
}

/**
 * Every difference between two bundled contracts, the worst first.
 *
 * @throws ScriptError when Redocly cannot compare them
 */
export async function compareContracts(base: Document, revision: Document): Promise<Change[]> {
  const impactOf = (change: RedoclyChange): Impact => {
    if (isBreaking(change, base)) return "breaking";
    return isEditorial(change) ? "editorial" : "additive";
  };
  const changes = (await redoclyDiff(base, revision))
    // The version is what the other changes are compared with.
    .filter(({ typeName, property }) => typeName !== "Info" || property !== "version")
    .map((change) => ({
      impact: impactOf(change),
      place: pointerOf(change),
      what: sentenceOf(change),
    }));
  const ofLinks = changedLinkParameters(base, revision).map(
    (place): Change => ({ impact: "breaking", place, what: "the link takes it from elsewhere" }),
  );
  const rank = ({ impact }: Change) => impacts.indexOf(impact);
  return [...changes, ...ofLinks].toSorted((a, b) => rank(a) - rank(b));
}

async function redoclyDiff(base: Document, revision: Document): Promise<RedoclyChange[]> {
  return inTemporaryFolder(async (cwd) => {
    await writeFile(join(cwd, "base.json"), JSON.stringify(base));
    await writeFile(join(cwd, "revision.json"), JSON.stringify(revision));
    const config = `--config=${join(import.meta.dirname, "redocly-diff.yaml")}`;
    const options = [config, "--format=json", "--fail-on=none"];
    const run = await runRedocly({ cwd }, "diff", "base.json", "revision.json", ...options);
    if (run.failed) throw new ScriptError(`redocly diff fails: ${reasonIn(run.stderr)}`);
    return JSON.parse(run.stdout).changes;
  });
}

/** What changed, in Redocly's words where it has some. */
function sentenceOf({ verdicts, kind, property, base, revision }: RedoclyChange): string {
  if (verdicts.length > 0) {
    return verdicts.map(({ message }) => message.replace(/\.$/, "")).join("; ");
  }
  if (kind !== "modified") return kind;
  if (property === "key") return `renamed from \`${base?.value}\` to \`${revision?.value}\``;
  const [from, to] = [base, revision].map((side) => JSON.stringify(side?.value));
  if (to === undefined) return "removed";
  const isLong = `${from}${to}`.length > 80;
  if (from === undefined) return isLong ? "added" : `set to \`${to}\``;
  return isLong ? "changed" : `changed from \`${from}\` to \`${to}\``;
}
