import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { serverUrl } from "../../../generated/routes.js";
import { ScriptError } from "../../../scripts/script-error.js";
import { systemClock } from "../../../src/sandbox/index.js";
import { contract } from "../../contract.js";
import { createMask } from "../../report/masking.js";
import { terminalSummary, writeReport } from "../../report/write-report.js";
import { type LiveRun, runLive } from "./live-run.js";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

/** The options of `npm run test:contract` that concern a server in use. */
export interface ServerOptions {
  target: string;
  readOnly?: boolean;
  maxRequests?: string;
  report?: string;
  verbose?: boolean;
}

const interrupted = "it was interrupted";
/** Milliseconds that cleaning up may take after Ctrl-C. */
const patience = 8_000;
const maxErrorLength = 4_000;

const { MENDIX_PAT = "", GITHUB_SHA, CI_COMMIT_SHA } = process.env;
const mask = createMask([MENDIX_PAT]);
const print = (text: string) => console.log(mask(text));
const printError = (text: string) => console.error(mask(text));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads what a run needs to know from the options and the environment.
 *
 * @throws ScriptError that lists everything that is missing or wrong
 */
export function readSettings(
  { target, readOnly = false, maxRequests = "1500" }: ServerOptions,
  { MENDIX_PAT: token = "", MENDIX_APP_ID: app = "" }: Record<string, string | undefined>,
): Omit<TransportOptions, "fetch" | "clock"> {
  const url = (target === "live" ? serverUrl : target).replace(/\/+$/, "");
  const problems: [isWrong: boolean, problem: string][] = [
    [token === "", "MENDIX_PAT is not set: it must be a personal access token"],
    [!/^[!-~]*$/.test(token), "MENDIX_PAT must contain no space; set it without 'MxToken '"],
    [app === "", "MENDIX_APP_ID is not set: it must be the id of an app"],
    [app !== "" && !uuid.test(app), "MENDIX_APP_ID is not the id of an app, which is a UUID"],
    [!/^[1-9]\d{2,8}$/.test(maxRequests), "--max-requests must be a whole number from 100"],
    problemOf(url),
  ];
  const wrong = problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
  if (wrong.length > 0) throw new ScriptError(wrong.join("\n"));
  return { url, token, app, isReadOnly: readOnly, maxRequests: Number(maxRequests) };
}

function problemOf(text: string): [isWrong: boolean, problem: string] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return [true, `--target must be prism, sandbox, all, live or a URL, not '${text}'`];
  }
  const hasMore = url.username + url.search + url.hash !== "";
  if (hasMore) return [true, "--target must be a URL without a user, a query and a fragment"];
  const isSafe = url.protocol === "https:" || loopback.test(url.hostname);
  return [!isSafe, "--target must be https, or the token would be sent unencrypted"];
}

/** @param seconds - since the run began */
export function progressLine(progress: LiveTransport["progress"], seconds: number): string {
  const { checks, of, failed, requests, waitingFor } = progress;
  const rest = Math.ceil((seconds / checks) * (of - checks));
  const left = checks === 0 ? "" : `, about ${rest} s left`;
  const waiting = waitingFor === "" ? "" : `, waiting for ${waitingFor}`;
  return `${checks} of ${of} checks, ${failed} failed, ${requests} requests${left}${waiting}`;
}

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

async function show({ report, coverage, stopped, leftovers }: LiveRun, options: ServerOptions) {
  const { report: folder, verbose: isVerbose } = options;
  print(`\nContract coverage of ${report.target} at ${report.url}\n${coverage}`);
  for (const [reason, titles] of isVerbose ? report.notApplicable : []) {
    print([`  Not run: ${reason}`, ...titles].join("\n    "));
  }
  if (folder !== undefined) {
    await writeReport(folder, report);
    print(`  Written: ${join(folder, "report.html")} and junit.xml`);
  }
  if (leftovers.length > 0) printError(`Could not be deleted: ${leftovers.join(", ")}`);
  if (stopped) printError(`Not every check was run: ${stopped}`);
  // Its texts are masked, and masking them again would mask the made-up secrets of commands.
  console.log(terminalSummary(report));
}

/** Runs the suite and prints its result. @returns the exit code */
async function run(options: ServerOptions): Promise<number> {
  const settings = readSettings(options, process.env);
  const transport = new LiveTransport(contract, { ...settings, fetch, clock: systemClock });
  stopOnSignal(transport);
  const reading = settings.isReadOnly ? ", reading only" : "";
  print(`Testing ${settings.url} with at most ${settings.maxRequests} requests${reading}.`);
  const hideProgress = showProgress(transport);
  const git = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout?.trim();
  const commit = [GITHUB_SHA, CI_COMMIT_SHA, git].find((one) => one);
  const live = await runLive(transport, randomBytes(4).toString("hex"), commit).finally(
    hideProgress,
  );
  await show(live, options);
  if (live.stopped === interrupted) return 130;
  const isFine = live.report.failed.length === 0 && live.report.passed.length > 0;
  return isFine && !live.stopped && live.leftovers.length === 0 ? 0 : 1;
}

/** Ends the process after an error that nobody expects. */
function giveUp(error: unknown): never {
  printError(`test:contract cannot go on.\n${mask(inspect(error)).slice(0, maxErrorLength)}`);
  process.exit(1);
}

/**
 * Runs the contract suite against a server in use.
 *
 * @returns the exit code
 * @throws ScriptError for wrong settings, and if the server does not accept the run
 */
export async function testServer(options: ServerOptions): Promise<number> {
  process.on("uncaughtException", giveUp);
  try {
    return await run(options);
  } catch (error) {
    if (error instanceof ScriptError) throw new ScriptError(mask(error.message));
    return giveUp(error);
  }
}
