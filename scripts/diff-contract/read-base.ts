import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Document } from "../contract/document.js";
import { bundleDocument } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** An earlier state of the contract, and what to call it. */
export interface Base {
  name: string;
  document: Document;
}

/** Where a commit has the bundled contract, which is what was published. */
const bundled = "generated/openapi.json";

/**
 * Reads the contract to compare with.
 *
 * @param given - a file, or whatever git takes for a commit; by default the newest tag `v*` before
 *   this commit
 * @throws ScriptError when there is none
 */
export async function readBase(root: string, given: string | undefined): Promise<Base> {
  if (given === undefined) return readCommit(root, await newestTag(root));
  const isFile = await stat(resolve(root, given)).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readFile(root, given) : readCommit(root, given);
}

async function newestTag(root: string): Promise<string> {
  const tag = await git(root, "describe", "--tags", "--abbrev=0", "--match=v*");
  if (tag !== undefined) return tag.trim();
  throw new ScriptError(
    "there is no tag v* to compare with; name the last release by --base <git ref or file>",
  );
}

async function readCommit(root: string, ref: string): Promise<Base> {
  // A ref that begins with a dash would be taken for an option.
  const text = ref.startsWith("-") ? undefined : await git(root, "show", `${ref}:./${bundled}`);
  if (text === undefined) {
    throw new ScriptError(`'${ref}' is neither a file nor a git ref that has ${bundled}`);
  }
  return checked({ name: ref, document: JSON.parse(text) });
}

/** Bundles a file. It is not linted, because the rules may be younger than the file. */
async function readFile(root: string, path: string): Promise<Base> {
  const document = await bundleDocument(root, path).catch(({ message }: Error) => {
    throw new ScriptError(`${path} cannot be bundled: ${message.split("\n")[0]}`);
  });
  return checked({ name: path, document });
}

function checked(base: Base): Base {
  const { openapi, info, paths, components }: Partial<Document> = base.document;
  if (openapi?.startsWith("3.") && info && paths && components) return base;
  throw new ScriptError(`'${base.name}' is not an OpenAPI 3 document with paths and components`);
}

/** The output of git; undefined if git fails. */
function git(root: string, ...args: string[]): Promise<string | undefined> {
  return new Promise((settle) => {
    execFile("git", args, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout) =>
      settle(error === null ? stdout : undefined),
    );
  });
}
