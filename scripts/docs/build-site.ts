import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { stringify } from "yaml";
import { completeDocument } from "../contract/complete.js";
import { checkReferences } from "../contract/references.js";
import { bundleDocument } from "../redocly.js";
import { programOf } from "../run-programs.js";
import { ScriptError } from "../script-error.js";
import { type LocalPorts, writeConsole } from "./console-page.js";
import { contractPage } from "./contract-page.js";
import { writeMarkdown } from "./markdown-pages.js";
import { writeReference } from "./reference-page.js";

/** Where `npm run sandbox` and `npm run mock` listen. */
export const defaultPorts: LocalPorts = { sandbox: 4011, mock: 4010 };

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
  const site = resolve(root, output);
  await Promise.all([writeContract(root, defaultPorts), writeSources(root)]);
  await run(
    root,
    "vitepress",
    "bin/vitepress.js",
    "build",
    "docs",
    "--base",
    base,
    "--outDir",
    site,
  );
  await writeMarkdown(join(root, "docs"), site, base);
}

/**
 * Writes what is made of the contract to where VitePress takes it from.
 *
 * @throws ScriptError when the contract cannot be read
 */
export async function writeContract(root: string, ports: LocalPorts): Promise<void> {
  const folder = join(root, "docs/public");
  const file = join(root, contractFile);
  await writeReference(file, join(folder, "reference/index.html"));
  const bundled =
    (await checkReferences(file, root, {})) ?? (await bundleDocument(root, contractFile));
  const { document } = completeDocument(structuredClone(bundled));
  await Promise.all([
    writeConsole(join(folder, "console"), document, ports),
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
  await cp(join(root, "docs/parts.svg"), join(root, "docs/public/parts.svg"));
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
function run(root: string, name: string, file: string, ...args: string[]): Promise<void> {
  const env = { ...process.env, NO_COLOR: "1" };
  return new Promise((done, reject) => {
    execFile(
      process.execPath,
      [programOf(name, file), ...args],
      { cwd: root, env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (!error) done();
        else reject(new ScriptError(`${name} fails: ${`${stdout}${stderr}`.trim()}`));
      },
    );
  });
}
