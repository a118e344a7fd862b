import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readDeviations, withDeviationsTable } from "../diff-contract/published.js";
import { type BundleOptions, bundleContract, bundleForeign } from "./bundle.js";

export interface GenerateOptions extends BundleOptions {
  /** Only tell what is stale, and write nothing. */
  check?: boolean;
  /** Another document than the contract of the project, and the folder for what it gives. */
  contract?: string;
  output?: string;
}

const readmeFile = "openapi/README.md";

/**
 * Makes everything that is made from the contract of a project.
 *
 * @returns the files that were not up to date, and what the reader of the contract should know
 * @throws ScriptError when the contract cannot be generated from; then nothing is written
 */
export async function generateProject(
  root: string,
  { check = false, contract, output, ...options }: GenerateOptions = {},
): Promise<{ stale: string[]; notes: string[] }> {
  const isForeign = contract !== undefined;
  // The linter runs while the generators load: half the time.
  const bundled = isForeign
    ? bundleForeign(resolve(contract), options)
    : bundleContract(root, options);
  bundled.catch(() => {}); // Reported below, where it is awaited.
  const { generateFiles, staleFiles, writeFiles } = await import("./files.js");
  const { document, notes } = await bundled;
  const folder = output === undefined ? join(root, "generated") : resolve(output);
  const stale = await (check ? staleFiles : writeFiles)(folder, await generateFiles(document));
  if (isForeign) return { stale, notes };
  const deviations = await readDeviations(join(root, "openapi/deviations.yaml"));
  const text = await readFile(join(root, readmeFile), "utf8");
  const readme = withDeviationsTable(text, deviations);
  if (readme !== text) stale.push(readmeFile);
  if (readme !== text && !check) await writeFile(join(root, readmeFile), readme);
  return { stale, notes };
}
