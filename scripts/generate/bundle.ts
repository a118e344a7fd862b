import { dirname, relative } from "node:path";
import { upgrade } from "@scalar/openapi-upgrader";
import { completeDocument } from "../contract/complete.js";
import { ContractError } from "../contract/contract-error.js";
import type { Document } from "../contract/document.js";
import { checkReferences } from "../contract/references.js";
import { removeUnsupported } from "../contract/unsupported.js";
import { bundleDocument, type RedoclyRun, reasonIn, runRedocly } from "../redocly.js";

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
 * @throws ContractError when the contract breaks a rule, or has what cannot be generated
 */
export async function bundleContract(root: string, options: BundleOptions = {}): Promise<Bundled> {
  if (!options.allowExternalReferences) await checkReferences(`${root}/${contractFile}`, root);
  const [lint, bundled] = await Promise.all([
    runRedocly({ cwd: root }, "lint", "webhooks", "--format=codeframe"),
    bundleDocument(root, "webhooks").catch((error: Error) => error),
  ]);
  const problems = problemsIn(lint);
  if (problems !== "") throw new ContractError(withoutFolder(root, problems));
  if (bundled instanceof Error) throw new ContractError(withoutFolder(root, bundled.message));
  const { document, notes } = prepare(bundled, contractFile);
  if (notes.length > 0) throw new ContractError(notes.join("\n"));
  return { document, notes };
}

/**
 * Bundles any other OpenAPI document by the rules of the specification alone.
 *
 * @throws ContractError when it is no OpenAPI 3.0 or 3.1 document
 */
export async function bundleForeign(file: string, options: BundleOptions): Promise<Bundled> {
  const folder = dirname(file);
  if (!options.allowExternalReferences) await checkReferences(file, folder);
  const bundled = await bundleDocument(folder, file).catch((error: Error) => {
    throw new ContractError(error.message);
  });
  const { openapi = "" } = bundled;
  if (!/^3\.[01]\./.test(openapi)) {
    const found = openapi === "" ? "none" : openapi;
    throw new ContractError(`${file}: OpenAPI 3.0 or 3.1 is needed, the document has ${found}`);
  }
  const upgraded = upgrade(structuredClone(bundled) as object as Record<string, unknown>, "3.1");
  return prepare(upgraded, relative(process.cwd(), file));
}

/** What the linter reports, with its code frames; nothing if it is content. */
function problemsIn({ failed, stdout, stderr }: RedoclyRun): string {
  const text = `${stdout}\n${stderr}`;
  const frames = text.match(/^\[1\] [\s\S]*?(?=^\S+: validated in )/m)?.[0].trim();
  if (frames !== undefined) return frames.replace(/^Reference: .*\n?/gm, "").trim();
  return failed ? reasonIn(stderr) : "";
}

/** Paths as a reader in the folder would write them. */
const withoutFolder = (folder: string, text: string) => text.replaceAll(`${folder}/`, "");

function prepare(bundled: object, file: string): Bundled {
  const { document: supported, notes } = removeUnsupported(bundled);
  const { document, problems } = completeDocument(supported);
  return { document, notes: [...notes, ...problems].map((note) => `${file}: ${note}`) };
}
