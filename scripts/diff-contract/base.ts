import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Document } from "../contract/document.js";
import { reasonIn, runRedocly } from "../redocly.js";
import { DiffError } from "./error.js";

/** The contract as it was, and what to call it. */
export interface Base {
  name: string;
  document: Document;
}

/** Where a commit keeps the bundled contract: it is what was published. */
const bundled = "generated/openapi.json";

/**
 * Reads the contract to compare with.
 *
 * @param given - a file, or whatever git takes for a commit; by default the newest tag `v*` before
 *   this commit
 * @throws DiffError when there is none
 */
export async function readBase(root: string, given: string | undefined): Promise<Base> {
  if (given === undefined) return readCommit(root, await newestTag(root));
  const isFile = await stat(resolve(root, given)).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile
    ? { name: given, document: await readContract(root, given) }
    : readCommit(root, given);
}

async function newestTag(root: string): Promise<string> {
  const tag = await git(root, "describe", "--tags", "--abbrev=0", "--match=v*");
  if (tag !== undefined) return tag.trim();
  throw new DiffError(
    "there is no tag v* to compare with; name the last release by --base <git ref or file>",
  );
}

async function readCommit(root: string, ref: string): Promise<Base> {
  // A ref that begins with a dash would be taken for an option.
  const text = ref.startsWith("-") ? undefined : await git(root, "show", `${ref}:./${bundled}`);
  if (text === undefined) {
    throw new DiffError(`'${ref}' is neither a file nor a git ref that has ${bundled}`);
  }
  return { name: ref, document: checked(ref, JSON.parse(text)) };
}

/** Bundles a file; what rules it keeps is not asked, as they may be younger than the file. */
async function readContract(root: string, path: string): Promise<Document> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-base-"));
  const output = join(folder, "openapi.json");
  try {
    const run = await runRedocly({ cwd: root }, "bundle", path, `--output=${output}`);
    if (run.failed) throw new DiffError(`${path} cannot be bundled: ${firstLine(run.stderr)}`);
    return checked(path, JSON.parse(await readFile(output, "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const firstLine = (stderr: string) => reasonIn(stderr).split("\n")[0] ?? "";

function checked(name: string, document: Partial<Document>): Document {
  const { openapi, info, paths, components } = Object(document) as Partial<Document>;
  if (openapi?.startsWith("3.") && info && paths && components) return document as Document;
  throw new DiffError(`'${name}' is not an OpenAPI 3 document with paths and components`);
}

/** What git prints; undefined when it refuses. */
function git(root: string, ...args: string[]): Promise<string | undefined> {
  return new Promise((settle) => {
    execFile("git", args, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout) =>
      settle(error === null ? stdout : undefined),
    );
  });
}
