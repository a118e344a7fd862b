import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { stringify } from "yaml";
import { completeDocument } from "../contract/complete.js";
import { checkReferences } from "../contract/references.js";
import { bundleDocument } from "../redocly.js";
import { programOf, runQuietly } from "../run-programs.js";
import { ScriptError } from "../script-error.js";
import { writeConsole } from "./console-page.js";
import { contractPage } from "./contract-page.js";
import { writeReference } from "./reference-page.js";

const contractFile = "openapi/openapi.yaml";

/**
 * Builds the site: guides, reference, console and the API of the packages.
 *
 * @param base - the path below which it will be served, such as `/docs/`
 * @param output - the folder to write, from the root
 * @throws ScriptError when a part cannot be made; the former site then stays as it was
 */
export async function buildSite(
  root: string,
  { base, output }: { base: string; output: string },
): Promise<void> {
  await Promise.all([writeContract(root), writeSources(root)]);
  const options = ["--base", base, "--outDir", resolve(root, output)];
  await run(root, "vitepress", "bin/vitepress.js", "build", "docs", ...options);
}

/**
 * Writes what is made of the contract to where VitePress takes it from.
 *
 * @param sandboxPort - where the console finds the sandbox
 * @throws ScriptError when the contract cannot be read
 */
export async function writeContract(root: string, sandboxPort = 4011): Promise<void> {
  const folder = join(root, "docs/public");
  const file = join(root, contractFile);
  const bundled =
    (await checkReferences(file, root, {})) ?? (await bundleDocument(root, contractFile));
  const { document } = completeDocument(structuredClone(bundled));
  for (const part of ["reference", "console"]) await mkdir(join(folder, part), { recursive: true });
  await Promise.all([
    writeReference(join(folder, "reference/index.html"), document),
    writeConsole(join(folder, "console"), document, sandboxPort),
    writeFile(join(folder, "openapi.json"), `${JSON.stringify(bundled, null, 2)}\n`),
    writeFile(join(folder, "openapi.yaml"), stringify(bundled, { aliasDuplicateObjects: false })),
    writeFile(join(root, "docs/contract.md"), contractPage(document)),
  ]);
}

/**
 * Writes what is made of source files: the documentation of the packages' exports, and copies of
 * the files that pages link to.
 *
 * @throws ScriptError when typedoc fails
 */
export async function writeSources(root: string): Promise<void> {
  for (const name of ["examples", "openapi"]) {
    await cp(join(root, name), join(root, "docs/public", name), {
      recursive: true,
      filter: isShown,
    });
  }
  const folder = join(root, "docs/api");
  await rm(folder, { recursive: true, force: true });
  const options = join(import.meta.dirname, "typedoc.json");
  await run(root, "typedoc", "bin/typedoc", "--options", options);
  for (const name of ["index", "receiver", "redis", "sandbox"]) {
    const page = join(folder, `${name}.md`);
    const path = name === "index" ? "" : `/${name}`;
    const text = (await readFile(page, "utf8")).replace(/^# .*/, `# mendix-webhooks${path}`);
    await writeFile(page, text);
  }
}

/** Whether a file or a folder of examples is one to read. */
const isShown = (path: string) =>
  !/^(node_modules|testing|\..*|.*\.(test\.ts|md|json))$/.test(basename(path));

/** Runs an installed program, and shows what it printed only if it fails. @throws ScriptError */
async function run(cwd: string, name: string, file: string, ...args: string[]): Promise<void> {
  const command = [process.execPath, programOf(name, file), ...args] as const;
  const { failed, stdout, stderr } = await runQuietly({ cwd }, ...command);
  if (failed) throw new ScriptError(`${name} fails: ${`${stdout}${stderr}`.trim()}`);
}
