import { dirname, relative } from "node:path";
import { nameProblems } from "../contract/client-names.js";
import { completeDocument } from "../contract/complete.js";
import type { Document } from "../contract/document.js";
import { describeProblems, type Problem } from "../contract/locate.js";
import { checkReferences } from "../contract/references.js";
import { schemaProblems } from "../contract/schema-problems.js";
import { bundleDocument, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";
import { paginationProblems } from "./pagination.js";

/** A document that code can be generated from, and what its reader should know. */
export interface Bundled {
  document: Document;
  /** What is left out or incomplete, a line each. */
  notes: string[];
}

export interface BundleOptions {
  /** Whether references may lead to addresses, and to files outside of the contract's folder. */
  allowExternalReferences?: boolean;
}

const contractFile = "openapi/openapi.yaml";

/**
 * Lints the contract by the rules of `redocly.yaml`, and bundles it into one complete document.
 *
 * @throws ScriptError when the contract breaks a rule, or has what cannot be generated
 */
export async function bundleContract(root: string, options: BundleOptions = {}): Promise<Bundled> {
  const file = `${root}/${contractFile}`;
  const whole = await checkReferences(file, root, options);
  const [lint, bundled] = await Promise.all([
    runRedocly({ cwd: root }, "lint", "webhooks", "--format=codeframe"),
    whole ?? bundleDocument(root, contractFile).catch((error: Error) => error),
  ]);
  const broken = problemsIn(lint);
  if (broken !== "") throw new ScriptError(withoutFolder(root, broken));
  if (bundled instanceof Error) throw new ScriptError(withoutFolder(root, bundled.message));
  const { document, notes } = await complete(bundled, file, contractFile, false);
  if (notes.length > 0) throw new ScriptError(notes.join("\n"));
  return { document, notes };
}

/**
 * Bundles any other OpenAPI document by the rules of the specification alone.
 *
 * @throws ScriptError when it is no OpenAPI 3.0 or 3.1 document
 */
export async function bundleForeign(file: string, options: BundleOptions): Promise<Bundled> {
  const whole = await checkReferences(file, dirname(file), options);
  const bundled: Partial<Document & { swagger: string }> =
    whole ??
    (await bundleDocument(process.cwd(), file).catch((error: Error) => {
      throw new ScriptError(withoutFolder(process.cwd(), error.message));
    }));
  const name = relative(process.cwd(), file);
  const version = bundled.openapi ?? `Swagger ${bundled.swagger}`;
  if (!/^3\.[01]\./.test(version)) {
    throw new ScriptError(`${name}: OpenAPI 3.0 or 3.1 is needed, the document is ${version}`);
  }
  const { upgrade } = await import("@scalar/openapi-upgrader");
  const upgraded = upgrade(structuredClone(bundled) as object as Record<string, unknown>, "3.1");
  return complete(upgraded, file, name, true);
}

/** What the linter reports, with its code frames; nothing if it is content. */
function problemsIn({ failed, stdout, stderr }: Awaited<ReturnType<typeof runRedocly>>): string {
  const frames = stdout.match(/^\[1\] [\s\S]*/m)?.[0];
  if (frames !== undefined) return frames.replace(/^Reference: .*\n?/gm, "").trim();
  return failed ? reasonIn(stderr) : "";
}

/** Paths as a reader in the folder would write them. */
const withoutFolder = (folder: string, text: string) => text.replaceAll(`${folder}/`, "");

async function complete(
  bundled: object,
  file: string,
  name: string,
  isForeign: boolean,
): Promise<Bundled> {
  const refuse = async (problems: Problem[]) => {
    const errors = await describeProblems(problems, file, name);
    if (errors.length > 0) throw new ScriptError(errors.join("\n"));
  };
  await refuse(schemaProblems(bundled));
  const { document, notes } = completeDocument(bundled);
  await refuse(nameProblems(document, isForeign));
  const all = [...notes, ...paginationProblems(document)];
  return { document, notes: await describeProblems(all, file, name) };
}
