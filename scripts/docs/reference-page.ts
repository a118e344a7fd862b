import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** What Redoc would load: logos, icons, and the collector of its telemetry. */
const addresses = /https:\/\/(?:cdn|otel)\.(?:[\w-]+\.)?redoc[\w.]+\/[^\s"'`]*/g;

/** How Redoc makes the entry of a tag in its navigation; no option keeps such entries open. */
const tagEntry =
  /(type:`group`,label:(\w+),link:(\w+),routeSlug:\3,items:\w+,)\.\.\.\w+\(\w+\)(,content:\w+\.processContent\?\w+\(\{tag:)/g;

/**
 * Renders the contract into one page that loads nothing from elsewhere: its Content Security Policy
 * forbids it. A build that fails leaves the former page as it was.
 *
 * @param contract - the path of its file
 * @throws ScriptError when the page cannot be made
 */
export async function writeReference(contract: string, page: string): Promise<void> {
  const html = await inTemporaryFolder(async (folder) => {
    const output = join(folder, "index.html");
    const config = join(import.meta.dirname, "redocly.yaml");
    const template = join(import.meta.dirname, "template.hbs");
    const options = ["--inlineBundle", `--output=${output}`, `--template=${template}`];
    // Its plugin is TypeScript.
    const env = { NODE_OPTIONS: `--import ${import.meta.resolve("tsx")}` };
    const { failed, stderr } = await runRedocly(
      { cwd: dirname(contract), env },
      ...["build-docs", contract, `--config=${config}`, ...options],
    );
    if (!failed) return readFile(output, "utf8");
    throw new ScriptError(`Redocly cannot render it: ${reasonIn(stderr).replaceAll("\n", " ")}`);
  });
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, adjust(html));
}

function adjust(html: string): string {
  const found = [html.match(addresses)?.length, html.match(tagEntry)?.length];
  if (`${found}` !== "5,1") {
    throw new ScriptError(`Redoc has changed: look for what is adjusted here (found ${found})`);
  }
  return html
    .replace(addresses, "data:,")
    .replace(tagEntry, (_, before, _label, _link, after) => `${before}expanded:"always"${after}`);
}
