import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const cli = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

/** What a run of Redocly's command line came to. */
export interface RedoclyRun {
  failed: boolean;
  stdout: string;
  stderr: string;
}

export interface RedoclyOptions {
  /** Where paths begin, and where `redocly.yaml` is looked for. */
  cwd: string;
  /** Variables beside those of this process. */
  env?: Record<string, string>;
}

/** Runs the installed Redocly, which then tells nobody about it. */
export function runRedocly({ cwd, env }: RedoclyOptions, ...args: string[]): Promise<RedoclyRun> {
  const variables = { ...process.env, ...env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
  const options = { cwd, env: variables, maxBuffer: 2 ** 26 };
  return new Promise((settle) => {
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
      settle({ failed: error !== null, stdout, stderr });
    });
  });
}

/** What Redocly says on its error stream, without its banners. */
export function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^[╔║╚]|^validating /.test(line)).join("\n");
}
