/**
 * Packs the package and runs each project in `consumers/` with it. The projects are copied out of
 * this one, so that they find nothing but what they install.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Option } from "commander";
import pLimit from "p-limit";
import { commandLine, runScript } from "./command-line.js";
import { root, runQuietly } from "./run-programs.js";
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
async function npm(cwd: string, ...args: string[]): Promise<string> {
  const { failed, stdout, stderr } = await runQuietly({ cwd, timeout: 240_000 }, "npm", ...args);
  if (failed) throw new ScriptError(`npm ${args[0]} fails or takes too long: ${stdout}${stderr}`);
  return stdout;
}

const read = (...path: string[]): Manifest => JSON.parse(readFileSync(join(...path), "utf8"));

/** Installs and runs a consumer, and returns its row of the table. */
async function run(name: string, tarball: string) {
  const consumer = join(folder, name);
  const { description, tools = [] } = read(consumer, "package.json");
  const row = { tools: "", "what ran": description, result: "passed" };
  try {
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    await npm(consumer, "install", "--no-save", ...quiet, "--loglevel=error", tarball);
    const installed = tools.map((tool) => {
      const { version } = read(consumer, "node_modules", tool, "package.json");
      return `${tool.replace(/-[\d.]+$/, "")} ${version}`;
    });
    row.tools = installed.join(", ");
    // A consumer prints the versions of what it does not install.
    const others = (await npm(consumer, "test", "--silent")).matchAll(/^uses (.+)$/gm);
    row.tools = [...installed, ...[...others].map(([, tool]) => tool)].join(", ");
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(`test:consumers: ${name} fails:\n${error.message}\n`);
    row.result = "failed";
  }
  return row;
}

await runScript("test:consumers", 1, async () => {
  await npm(root, "pack", "--silent", `--pack-destination=${folder}`);
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  cpSync(join(root, "consumers"), folder, {
    recursive: true,
    filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
  });
  const names = only === undefined ? known : [only];
  const limit = pLimit(2);
  const rows = await limit.map(names, (name) => run(name, join(folder, tarball)));
  console.table(Object.fromEntries(rows.map((row, index) => [names[index], row])));
  const failed = rows.filter(({ result }) => result === "failed").length;
  console.log(`${rows.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
