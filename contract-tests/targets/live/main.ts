/**
 * Holds a service in use to the contract: `npm run test:contract -- --target live | <url>`, with
 * `MENDIX_PAT` and `MENDIX_APP_ID` in the environment.
 */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createRedact } from "../../../src/shared/index.js";
import { contract } from "../../contract.js";
import { terminalSummary, writeReport } from "../../report/write-report.js";
import { type LiveRun, runLive } from "./run.js";
import { type LiveSettings, readSettings, SettingsError } from "./settings.js";
import { Transport } from "./transport.js";

/** Milliseconds that the service may take for one answer. */
const patience = 30_000;

const options = {
  target: { type: "string", default: "live" },
  "read-only": { type: "boolean" },
  report: { type: "string" },
  "max-requests": { type: "string" },
  "max-wait": { type: "string" },
} as const;

function settingsOf(args: string[]): LiveSettings {
  const { values } = parseArgs({ args, options });
  return readSettings(
    {
      target: values.target,
      readOnly: values["read-only"],
      report: values.report,
      maxRequests: values["max-requests"],
      maxWait: values["max-wait"],
    },
    process.env,
  );
}

/** The first Ctrl-C cleans up, a second one does not wait for it. */
function stopOnSignal(transport: Transport): void {
  let first: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      first ??= Date.now();
      // npm and a terminal may both hand on one and the same Ctrl-C.
      if (Date.now() - first > 1_000) process.exit(130);
      if (transport.stopped) return;
      console.error("Stopping: the webhooks of this run are removed. Once more leaves them there.");
      transport.stop("it was interrupted");
    });
  }
}

async function show({ report, assignment, stopped, left }: LiveRun, folder?: string) {
  const lines = ["Contract coverage of the live service", assignment.coverage];
  const notes = report.notes.map((note) => `  ${note}`);
  console.log(`\n${[...lines, terminalSummary(report), ...notes].join("\n")}\n`);
  if (folder !== undefined) await writeReport(folder, report);
  if (stopped) console.error(`Not all was asked: ${stopped.message}`);
  if (left.length > 0) console.error(`Could not be removed: ${left.join(", ")}`);
}

async function main(): Promise<number> {
  const settings = settingsOf(process.argv.slice(2));
  const redact = createRedact([settings.token]);
  const transportOptions = {
    ...settings,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(patience) }),
    now: Date.now,
    wait: (seconds: number, signal?: AbortSignal) =>
      setTimeout(seconds * 1_000, undefined, signal && { signal }).catch(() => {}),
    log: (line: unknown) => console.error(redact(String(line))),
  };
  const transport = new Transport(transportOptions);
  stopOnSignal(transport);
  console.log(
    `Asking ${settings.url}, with no more than ${settings.maxRequests} requests${settings.isReadOnly ? ", reading alone" : ""}.`,
  );
  const random = randomBytes(4).toString("hex");
  const run = await runLive(contract, transportOptions, transport, random);
  await show(run, settings.folder);
  if (run.stopped?.message === "it was interrupted") return 130;
  const isFine = run.report.failed.length === 0 && !run.stopped && run.left.length === 0;
  return isFine ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    const isUsers =
      error instanceof SettingsError || String(error.code).startsWith("ERR_PARSE_ARGS");
    if (!isUsers) throw error;
    console.error(`test:contract cannot start.\n${error.message}`);
    process.exitCode = 2;
  },
);
