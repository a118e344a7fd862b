import { type ChildProcess, execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DocsError } from "./error.js";
import { fetchedAddresses, replaceRedocAddresses } from "./outside.js";

/** The finished page, below the project. */
export const docsPage = "dist/docs/index.html";

/**
 * Renders the contract into one page that loads nothing from elsewhere, and returns its path. A
 * build that fails, or is interrupted, leaves the former page as it was.
 *
 * @throws DocsError when the page cannot be made
 */
export async function buildDocs(root: string): Promise<string> {
  const page = join(root, docsPage);
  await mkdir(dirname(page), { recursive: true });
  // Beside the page, so that the last step is a rename within one file system.
  const draft = join(`${dirname(page)}-${process.pid}`, "index.html");
  const running: ChildProcess[] = [];
  const clear = () => {
    for (const child of running) child.kill("SIGKILL");
    rmSync(dirname(draft), { recursive: true, force: true });
  };
  process.once("exit", clear);
  try {
    await mkdir(dirname(draft));
    await render(root, draft, (child) => running.push(child));
    await writeFile(draft, selfContained(await readFile(draft, "utf8")));
    await rename(draft, page);
    return page;
  } finally {
    process.off("exit", clear);
    clear();
  }
}

/**
 * Makes the page that Redoc rendered load nothing from elsewhere.
 *
 * @throws DocsError naming each address that it would still load
 */
export function selfContained(rendered: string): string {
  const page = replaceRedocAddresses(rendered);
  const left = fetchedAddresses(page);
  if (left.length > 0) throw new DocsError(`the page would load ${left.join(" and ")}`);
  return page;
}

const cli = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);
const template = join(import.meta.dirname, "template.hbs");

function render(root: string, output: string, started: (child: ChildProcess) => void) {
  const args = [
    "build-docs",
    "webhooks",
    "--inlineBundle",
    `--output=${output}`,
    `--template=${template}`,
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
  return new Promise<void>((settle, fail) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: root, env }, (error, _, log) =>
      error === null ? settle() : fail(new DocsError(`Redocly cannot render it: ${reasonIn(log)}`)),
    );
    started(child);
  });
}

/** What Redocly says without its banners. */
function reasonIn(log: string): string {
  const lines = log.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !/^[╔║╚]|^Found |^Prerendering/.test(line))
    .join(" ");
}
