import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../contract/document.js";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** A difference that `redocly diff` reports. */
export interface RedoclyChange {
  /** Where it is, from an operation through all references. */
  path: string;
  /** The kind of OpenAPI object that changed, such as `Schema` or `ParameterList`. */
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** The keyword that changed; `key` for an entry that has another name. */
  property?: string;
  /** Why Redocly calls the change breaking; empty if it does not. */
  verdicts: { ruleId: string; message: string }[];
  base?: Side;
  revision?: Side;
}

interface Side {
  /** Where it stands in the document; for something shared, below `#/components`. */
  pointer: string;
  value?: unknown;
}

const config = join(import.meta.dirname, "redocly-diff.yaml");

/** Compares two documents by `redocly diff`. @throws ScriptError when it cannot */
export async function redoclyDiff(base: Document, revision: Document): Promise<RedoclyChange[]> {
  return inTemporaryFolder(async (cwd) => {
    await writeFile(join(cwd, "base.json"), JSON.stringify(base));
    await writeFile(join(cwd, "revision.json"), JSON.stringify(revision));
    const options = [`--config=${config}`, "--format=json", "--fail-on=none"];
    const run = await runRedocly({ cwd }, "diff", "base.json", "revision.json", ...options);
    if (run.failed) throw new ScriptError(`redocly diff fails: ${reasonIn(run.stderr)}`);
    return JSON.parse(run.stdout).changes;
  });
}
