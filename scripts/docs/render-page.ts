import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";
import { fetchedAddresses, replaceRedocAddresses } from "./outside-addresses.js";

/** The finished page, below the project. */
export const docsPage = "dist/docs/index.html";

const template = join(import.meta.dirname, "template.hbs");

/**
 * Renders the contract into one page that loads nothing from elsewhere, and returns its path. A
 * build that fails leaves the former page as it was.
 *
 * @throws ScriptError when the page cannot be made, or would load something
 */
export async function buildDocs(root: string): Promise<string> {
  const page = replaceRedocAddresses(await inTemporaryFolder((folder) => render(root, folder)));
  const addresses = fetchedAddresses(page);
  if (addresses.length > 0) {
    throw new ScriptError(`the page would load ${addresses.join(" and ")}`);
  }
  const path = join(root, docsPage);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, page);
  return path;
}

async function render(cwd: string, folder: string): Promise<string> {
  const output = join(folder, "index.html");
  const options = ["--inlineBundle", `--output=${output}`, `--template=${template}`];
  const run = await runRedocly({ cwd }, "build-docs", "webhooks", ...options);
  if (run.failed) {
    const reason = reasonIn(run.stderr).replaceAll("\n", " ");
    throw new ScriptError(`Redocly cannot render it: ${reason}`);
  }
  return readFile(output, "utf8");
}
