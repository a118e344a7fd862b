import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Document } from "../contract/document.js";
import { reasonIn, runRedocly } from "../redocly.js";
import { DiffError } from "./error.js";

/** A difference that `redocly diff` found. */
export interface RedoclyChange {
  /** The way from the root to what changed, through references. */
  path: string;
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** The keyword that changed; `key` for a member with a new name. */
  property?: string;
  /** What Redocly's rules have against it. */
  verdicts: { ruleId: string; message: string }[];
  base?: Side;
  revision?: Side;
}

interface Side {
  /** Where it stands, which for something shared is not where `path` leads. */
  pointer: string;
  value?: unknown;
}

const config = join(import.meta.dirname, "redocly.yaml");

/** Compares two documents by `redocly diff`. @throws DiffError when it cannot */
export async function redoclyChanges(base: Document, revision: Document): Promise<RedoclyChange[]> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-diff-"));
  try {
    await writeFile(join(folder, "base.json"), JSON.stringify(base));
    await writeFile(join(folder, "revision.json"), JSON.stringify(revision));
    const options = [`--config=${config}`, "--format=json", "--fail-on=none"];
    const run = await runRedocly({ cwd: folder }, "diff", "base.json", "revision.json", ...options);
    if (run.failed) throw new DiffError(`redocly diff fails: ${reasonIn(run.stderr)}`);
    return JSON.parse(run.stdout).changes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
