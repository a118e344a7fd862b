/**
 * Runs the contract suite against a service in use:
 * `npm run test:contract -- --target live | <url>`, with `MENDIX_PAT` and `MENDIX_APP_ID` in the
 * environment.
 */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createRedact } from "../../../src/shared/for-contract-tests.js";
import { contract } from "../../contract.js";
import { terminalSummary, writeReport } from "../../report/write-report.js";
import { type LiveRun, runLive } from "./live-run.js";
import { readSettings, SettingsError } from "./live-settings.js";
import { LiveTransport } from "./live-transport.js";

/** Milliseconds that the service may take for a response. */
const timeout = 30_000;

const interrupted = "it was interrupted";

/** The first Ctrl-C cleans up; a second one ends the process at once. */
function stopOnSignal(transport: LiveTransport): void {
  let first: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      first ??= Date.now();
      // npm and the terminal may both pass on the same Ctrl-C.
      if (Date.now() - first > 1_000) process.exit(130);
      if (transport.stopped) return;
      console.error("Stopping and deleting the webhooks of this run. Press Ctrl-C again to quit.");
      transport.stop(interrupted);
    });
  }
}

async function show({ report, assignment, stopped, leftovers }: LiveRun, folder?: string) {
  const lines = ["Contract coverage of the live service", assignment.coverage];
  const notes = report.notes.map((note) => `  ${note}`);
  console.log(`\n${[...lines, terminalSummary(report), ...notes].join("\n")}\n`);
  if (folder !== undefined) await writeReport(folder, report);
  if (stopped) console.error(`Not every check was run: ${stopped.message}`);
  if (leftovers.length > 0) console.error(`Could not be deleted: ${leftovers.join(", ")}`);
}

/** @returns the exit code */
async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2), process.env);
  const redact = createRedact([settings.token]);
  const transportOptions = {
    ...settings,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(timeout) }),
    now: Date.now,
    wait: (seconds: number, signal?: AbortSignal) =>
      setTimeout(seconds * 1_000, undefined, signal && { signal }).catch(() => {}),
    log: (line: unknown) => console.error(redact(String(line))),
  };
  const transport = new LiveTransport(transportOptions);
  stopOnSignal(transport);
  const { url, maxRequests, isReadOnly } = settings;
  const reading = isReadOnly ? ", reading only" : "";
  console.log(`Testing ${url} with at most ${maxRequests} requests${reading}.`);
  const run = await runLive(contract, transportOptions, transport, randomBytes(4).toString("hex"));
  await show(run, settings.folder);
  if (run.stopped?.message === interrupted) return 130;
  const hasPassed = run.report.failed.length === 0 && !run.stopped && run.leftovers.length === 0;
  return hasPassed ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  const isWrongUse = error instanceof SettingsError || code?.startsWith("ERR_PARSE_ARGS");
  if (!isWrongUse) throw error;
  console.error(`test:contract cannot start.\n${message}`);
  process.exitCode = 2;
}
