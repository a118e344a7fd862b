/**
 * Runs the contract suite against a server in use. `scripts/test-contract.ts` starts it, with the
 * options as JSON.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { systemClock } from "../../../src/sandbox/index.js";
import { contract } from "../../contract.js";
import { createMask } from "../../report/masking.js";
import { terminalSummary, writeReport } from "../../report/write-report.js";
import { type LiveRun, runLive } from "./live-run.js";
import { type CommandOptions, progressLine, readSettings, SettingsError } from "./live-settings.js";
import { LiveTransport } from "./live-transport.js";

const interrupted = "it was interrupted";
/** Milliseconds that cleaning up may take after Ctrl-C. */
const patience = 8_000;
const maxErrorLength = 4_000;

const { MENDIX_PAT = "", GITHUB_SHA, CI_COMMIT_SHA } = process.env;
const mask = createMask([MENDIX_PAT]);
const print = (text: string) => console.log(mask(text));
const printError = (text: string) => console.error(mask(text));

/** A line that moves on a terminal, and one every ten seconds in a log. */
function showProgress({ progress }: LiveTransport): () => void {
  const { stderr } = process;
  const start = Date.now();
  const clear = () => stderr.isTTY && stderr.write("\r\u001b[2K");
  const show = () => {
    const line = progressLine(progress, (Date.now() - start) / 1_000);
    clear();
    stderr.write(stderr.isTTY ? line.slice(0, stderr.columns - 1) : `${line}\n`);
  };
  const timer = setInterval(show, stderr.isTTY ? 200 : 10_000);
  return () => {
    clearInterval(timer);
    clear();
  };
}

/** The first Ctrl-C cleans up; a second one ends the process at once. */
function stopOnSignal(transport: LiveTransport): void {
  let first: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      first ??= Date.now();
      // npm and the terminal may both pass on the same Ctrl-C.
      if (Date.now() - first > 1_000) process.exit(130);
      if (transport.stopped?.message === interrupted) return;
      printError("\nStopping and deleting the webhooks of this run. Press Ctrl-C again to quit.");
      transport.stop(interrupted);
      setTimeout(() => transport.stopCleaningUp(), patience).unref();
    });
  }
}

async function show({ report, coverage, stopped, leftovers }: LiveRun, options: CommandOptions) {
  const { report: folder, verbose: isVerbose } = options;
  print(`\nContract coverage of ${report.target} at ${report.url}\n${coverage}`);
  for (const [reason, titles] of isVerbose ? report.notApplicable : []) {
    print([`  Not run: ${reason}`, ...titles].join("\n    "));
  }
  for (const note of report.notes) print(`  ${note}`);
  if (folder !== undefined) {
    await writeReport(folder, report);
    print(`  Written: ${join(folder, "report.html")} and junit.xml`);
  }
  if (leftovers.length > 0) printError(`Could not be deleted: ${leftovers.join(", ")}`);
  if (stopped) printError(`Not every check was run: ${stopped}`);
  // Its texts are masked, and masking them again would mask the made-up secrets of commands.
  console.log(terminalSummary(report));
}

/** @returns the exit code */
async function main(): Promise<number> {
  const commandOptions: CommandOptions = JSON.parse(process.argv[2] ?? "{}");
  const settings = readSettings(commandOptions, process.env);
  const transport = new LiveTransport(contract, { ...settings, fetch, clock: systemClock });
  stopOnSignal(transport);
  const reading = settings.isReadOnly ? ", reading only" : "";
  print(`Testing ${settings.url} with at most ${settings.maxRequests} requests${reading}.`);
  const hideProgress = showProgress(transport);
  const git = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout?.trim();
  const commit = [GITHUB_SHA, CI_COMMIT_SHA, git].find((one) => one);
  const run = await runLive(transport, randomBytes(4).toString("hex"), commit).finally(
    hideProgress,
  );
  await show(run, commandOptions);
  if (run.stopped === interrupted) return 130;
  const isFine = run.report.failed.length === 0 && run.report.passed.length > 0;
  return isFine && !run.stopped && run.leftovers.length === 0 ? 0 : 1;
}

function end(error: unknown): void {
  const isWrongUse = error instanceof SettingsError;
  const text = isWrongUse ? error.message : inspect(error).slice(0, maxErrorLength);
  printError(`test:contract cannot ${isWrongUse ? "start" : "go on"}.\n${text}`);
  process.exit(isWrongUse ? 2 : 1);
}

process.on("uncaughtException", end);
await main().then((code) => process.exit(code), end);
