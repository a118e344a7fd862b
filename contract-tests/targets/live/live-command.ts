/**
 * Runs the contract suite against a server in use: `npm run test:contract -- --target live | <url>`,
 * with `MENDIX_PAT` and `MENDIX_APP_ID` in the environment. Started by `scripts/test-contract.ts`,
 * with the options as JSON.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { systemClock } from "../../../src/sandbox/index.js";
import { contract } from "../../contract.js";
import { createMasking } from "../../report/masking.js";
import { terminalSummary, writeReport } from "../../report/write-report.js";
import { type LiveRun, type Progress, progressLine, runLive } from "./live-run.js";
import { type CommandOptions, readSettings, SettingsError } from "./live-settings.js";
import { LiveTransport } from "./live-transport.js";

const interrupted = "it was interrupted";
/** Milliseconds that cleaning up may take after Ctrl-C. */
const patience = 8_000;
const maxErrorLength = 4_000;

const masking = createMasking([process.env.MENDIX_PAT ?? ""]);
const print = (text: string) => console.log(masking.mask(text));
const printError = (text: string) => console.error(masking.mask(text));

/** A line that moves on a terminal, and one every ten seconds in a log. */
function showProgress(progress: Progress, transport: LiveTransport): () => void {
  const { stderr } = process;
  const start = Date.now();
  const clear = () => stderr.isTTY && stderr.write("\r\u001b[2K");
  const show = () => {
    const line = progressLine(progress, transport, (Date.now() - start) / 1_000);
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
  const skipped = report.notApplicable.flatMap(([reason, titles]) => [
    `Not run, because ${reason}:`,
    ...titles.map((title) => `  ${title}`),
  ]);
  print(`\nContract coverage of ${report.target} at ${report.url}\n${coverage}`);
  if (isVerbose) print(skipped.join("\n"));
  print(report.notes.map((note) => `  ${note}`).join("\n"));
  if (folder !== undefined) {
    await writeReport(folder, report);
    print(`  Written: ${join(folder, "report.html")} and junit.xml`);
  }
  if (leftovers.length > 0) printError(`Could not be deleted: ${leftovers.join(", ")}`);
  if (stopped) printError(`Not every check was run: ${stopped}`);
  print(terminalSummary(report));
}

function commit(): string | undefined {
  const { GITHUB_SHA, CI_COMMIT_SHA } = process.env;
  const git = () => spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout?.trim();
  return GITHUB_SHA || CI_COMMIT_SHA || git() || undefined;
}

/** @returns the exit code */
async function main(): Promise<number> {
  const commandOptions: CommandOptions = JSON.parse(process.argv[2] ?? "{}");
  const options = { ...readSettings(commandOptions, process.env), fetch, clock: systemClock };
  const transport = new LiveTransport(contract, options);
  stopOnSignal(transport);
  const { url, maxRequests, isReadOnly } = options;
  const reading = isReadOnly ? ", reading only" : "";
  print(`Testing ${url} with at most ${maxRequests} requests${reading}.`);
  const progress = { done: 0, all: 0, failed: 0 };
  const hideProgress = showProgress(progress, transport);
  const random = randomBytes(4).toString("hex");
  const parts = { options, transport, masking, progress, random, commit: commit() };
  const run = await runLive(contract, parts).finally(hideProgress);
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
