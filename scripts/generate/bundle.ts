import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Document } from "../contract/document.js";

/** The contract breaks a rule; `message` names file, line and reason of each fault. */
export class ContractError extends Error {
  override name = "ContractError";
}

/**
 * Lints the contract by the rules of `redocly.yaml` and bundles it into one document.
 *
 * @throws ContractError when the contract breaks a rule
 */
export async function bundle(root: string): Promise<Document> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-"));
  const output = join(folder, "openapi.json");
  try {
    const [lint, bundled] = await Promise.all([
      redocly(root, "lint", "webhooks", "--format=json"),
      redocly(root, "bundle", "webhooks", `--output=${output}`),
    ]);
    const problems = readProblems(lint);
    if (problems.length > 0) throw new ContractError(problems.join("\n"));
    if (bundled.failed) throw new ContractError(failureIn(bundled.stderr));
    return JSON.parse(await readFile(output, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const cli = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin/cli.js",
);

interface Run {
  failed: boolean;
  stdout: string;
  stderr: string;
}

function redocly(root: string, ...args: string[]): Promise<Run> {
  return new Promise((settle) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };
    execFile(process.execPath, [cli, ...args], { cwd: root, env }, (error, stdout, stderr) => {
      settle({ failed: error !== null, stdout, stderr });
    });
  });
}

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string }; start?: { line: number; col: number } }[];
}

/** One line for each problem: file, line, column, reason and rule. A warning counts too. */
function readProblems({ failed, stdout, stderr }: Run): string[] {
  let problems: Problem[];
  try {
    problems = JSON.parse(stdout).problems;
  } catch {
    return [failureIn(stderr)];
  }
  if (failed && problems.length === 0) return [failureIn(stderr)];
  return problems.map(({ ruleId, message, location: [place] }) => {
    const { line = 1, col = 1 } = place?.start ?? {};
    return `${place?.source.ref ?? "openapi"}:${line}:${col} ${message} (${ruleId})`;
  });
}

/** What the linter says when it could not even read the file, without its banners. */
function failureIn(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^[╔║╚]|^validating /.test(line)).join("\n");
}
