import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Document } from "../contract/document.js";
import { bundleDocument } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** Where a commit has the bundled contract, which is what was published. */
const bundled = "generated/openapi.json";

/**
 * Reads an earlier state of the contract, and tells what to call it.
 *
 * @param given - a file, or whatever git takes for a commit; by default the newest tag `v*` before
 *   this commit
 * @throws ScriptError when there is none
 */
export async function readBase(
  root: string,
  given: string | undefined,
): Promise<{ name: string; document: Document }> {
  const name = given ?? (await git(root, "describe", "--tags", "--abbrev=0", "--match=v*"))?.trim();
  if (name === undefined) {
    throw new ScriptError(
      "there is no tag v* to compare with; name the last release by --base <git ref or file>",
    );
  }
  const isFile = statSync(resolve(root, name), { throwIfNoEntry: false })?.isFile();
  const document = await (isFile ? readFile : readCommit)(root, name);
  const { openapi, info, paths, components }: Partial<Document> = document;
  if (openapi?.startsWith("3.") && info && paths && components) return { name, document };
  throw new ScriptError(`'${name}' is not an OpenAPI 3 document with paths and components`);
}

async function readCommit(root: string, ref: string): Promise<Document> {
  // A ref that begins with a dash would be taken for an option.
  const text = ref.startsWith("-") ? undefined : await git(root, "show", `${ref}:./${bundled}`);
  if (text !== undefined) return JSON.parse(text);
  throw new ScriptError(`'${ref}' is neither a file nor a git ref that has ${bundled}`);
}

/** Bundles a file. It is not linted, because the rules may be younger than the file. */
const readFile = (root: string, path: string): Promise<Document> =>
  bundleDocument(root, path).catch(({ message }: Error) => {
    throw new ScriptError(`${path} cannot be bundled: ${message.split("\n")[0]}`);
  });

/** The output of git; undefined if git fails. */
const git = (cwd: string, ...args: string[]): Promise<string | undefined> =>
  promisify(execFile)("git", args, { cwd, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
