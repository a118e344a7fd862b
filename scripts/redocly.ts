import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Document } from "./contract/document.js";
import { ScriptError } from "./script-error.js";

const cli = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

/** How a run of Redocly's command line ended, and what it printed. */
export interface RedoclyRun {
  failed: boolean;
  stdout: string;
  stderr: string;
}

export interface RedoclyOptions {
  /** The folder that relative paths and `redocly.yaml` are looked up in. */
  cwd: string;
  /** Environment variables beside those of this process. */
  env?: Record<string, string>;
}

/** Runs the installed Redocly, without its telemetry. */
export function runRedocly({ cwd, env }: RedoclyOptions, ...args: string[]): Promise<RedoclyRun> {
  const options = {
    cwd,
    env: { ...process.env, ...env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" },
    maxBuffer: 2 ** 26,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
      resolve({ failed: error !== null, stdout, stderr });
    });
  });
}

/** The lines that Redocly prints on its error stream, without its banners. */
export function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const isNoise = (line: string) => /^$|^[╔║╚]|^validating |^Found |^Prerendering/.test(line);
  return lines.filter((line) => !isNoise(line)).join("\n");
}

/**
 * Bundles a description and everything that it refers to into one document.
 *
 * @param api - the path of a file, or a name from `redocly.yaml`
 * @throws ScriptError with Redocly's reason when it cannot
 */
export async function bundleDocument(cwd: string, api: string): Promise<Document> {
  return inTemporaryFolder(async (folder) => {
    const output = join(folder, "openapi.json");
    const run = await runRedocly({ cwd }, "bundle", api, `--output=${output}`);
    if (run.failed) throw new ScriptError(reasonIn(run.stderr));
    return JSON.parse(await readFile(output, "utf8"));
  });
}

/** Makes a folder for some work, and removes it afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
