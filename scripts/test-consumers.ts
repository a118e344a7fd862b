/**
 * Packs the package and runs each project in `consumers/` with it. The projects are copied out of
 * this one, so that they find nothing but what they install.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Option } from "commander";
import { commandLine, runScript } from "./command-line.js";
import { root } from "./run-programs.js";
import { ScriptError } from "./script-error.js";

interface Manifest {
  description: string;
  version: string;
  /** The installed packages whose versions the table shows. */
  tools?: string[];
}

const known = readdirSync(join(root, "consumers"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const { only, keep } = commandLine("test:consumers", "Runs consumers/ with the packed package.")
  .addOption(new Option("--only <name>", "run a single consumer").choices(known))
  .option("--keep", "keep the folder with the consumers and what they installed")
  .parse()
  .opts<{ only?: string; keep?: true }>();

const folder = mkdtempSync(join(tmpdir(), "mendix-webhooks-consumers-"));
process.on("exit", () => {
  if (keep) console.error(`test:consumers: see ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
});

/** Runs npm and returns what it printed. @throws what it printed */
function npm(cwd: string, ...args: string[]): string {
  const options = { cwd, encoding: "utf8", timeout: 120_000 } as const;
  const { status, stdout, stderr, error } = spawnSync("npm", args, options);
  if (status !== 0) throw new ScriptError(`${error?.message ?? ""}${stdout}${stderr}`.trim());
  return stdout;
}

const read = (...path: string[]): Manifest => JSON.parse(readFileSync(join(...path), "utf8"));

/** Installs and runs a consumer, and returns its row of the table and why it failed. */
function run(name: string, tarball: string) {
  const consumer = join(folder, name);
  const { description, tools = [] } = read(consumer, "package.json");
  const row = { consumer: name, tools: "", "what ran": description, result: "passed" };
  try {
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    npm(consumer, "install", "--no-save", ...quiet, "--loglevel=error", tarball);
    const installed = tools.map((tool) => {
      const { version } = read(consumer, "node_modules", tool, "package.json");
      return `${tool.replace(/-[\d.]+$/, "")} ${version}`;
    });
    row.tools = installed.join(", ");
    // A consumer prints the versions of what it does not install.
    const others = npm(consumer, "test", "--silent").matchAll(/^uses (.+)$/gm);
    row.tools = [...installed, ...[...others].map(([, tool]) => tool)].join(", ");
    return { row };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return { row: { ...row, result: "failed" }, failure: error.message };
  }
}

/** Lines of the same width, with a line under the head. */
function tableOf(rows: Record<string, string>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width));
  return [columns, rule, ...rows.map((row) => Object.values(row))].map(line).join("\n");
}

await runScript("test:consumers", 1, async () => {
  npm(root, "pack", "--silent", `--pack-destination=${folder}`);
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  cpSync(join(root, "consumers"), folder, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
  });
  const results = (only === undefined ? known : [only]).map((name) => {
    const result = run(name, join(folder, tarball));
    if (result.failure) console.error(`test:consumers: ${name} fails:\n${result.failure}\n`);
    return result;
  });
  const failed = results.filter(({ row }) => row.result === "failed").length;
  console.log(`${tableOf(results.map(({ row }) => row))}\n`);
  console.log(`${results.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
