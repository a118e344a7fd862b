import { createRequire } from "node:module";
import type { Command } from "commander";
import {
  type ApiOptions,
  chosenUrl,
  connect,
  exchange,
  readToken,
  withApiOptions,
} from "../connect.js";
import { examples } from "../options.js";
import { createPaint, formatOf, formatSeconds, print, printable } from "../output.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";

interface Check {
  check: string;
  result: "ok" | "warn" | "fail";
  detail: string;
  remedy?: string;
}

export function addDoctorCommand(program: Command, terminal: Terminal): void {
  withApiOptions(
    program
      .command("doctor [app-id]")
      .description("Check what calls of the API need: Node.js, token, address, clock, scopes"),
  )
    .addHelpText("after", examples("doctor", "doctor 80a28d6e-c5fc-43d9-87c2-d7d56b07542e"))
    .action((appId, options) => doctor(appId, options, terminal));
}

async function doctor(
  appId: string | undefined,
  options: ApiOptions,
  terminal: Terminal,
): Promise<void> {
  const isText = formatOf(options, terminal) === "table";
  const checks: Check[] = [];
  for await (const check of runChecks(appId, options, terminal)) {
    terminal.signal.throwIfAborted();
    checks.push(check);
    if (isText) await writeCheck(check, terminal);
  }
  if (!isText) await print(checks, options, terminal);
  const failed = checks.filter(({ result }) => result === "fail").map(({ check }) => check);
  if (failed.length === 0) return;
  throw new CommandError(
    `${failed.length} of ${checks.length} checks failed: ${failed.join(", ")}`,
    failed.some((name) => name === "token" || name === "scope")
      ? exitCodes.notAuthorised
      : exitCodes.failed,
  );
}

const styles = { ok: "green", warn: "yellow", fail: "red" } as const;

async function writeCheck({ check, result, detail, remedy }: Check, terminal: Terminal) {
  const { stdout } = terminal;
  const shown = createPaint(terminal)(styles[result], result.padEnd(5));
  await writeLine(stdout, `${shown} ${check.padEnd(12)} ${printable(detail)}`);
  if (remedy !== undefined) await writeLine(stdout, `${" ".repeat(19)}${remedy}`);
}

async function* runChecks(
  appId: string | undefined,
  options: ApiOptions,
  terminal: Terminal,
): AsyncGenerator<Check> {
  const { createClient } = await import("../../index.js");
  const { serverUrl } = await import("../../../generated/routes.js");
  const { engines } = createRequire(import.meta.url)("mendix-webhooks/package.json");
  yield checkNode(process.versions.node, engines.node);

  const baseUrl = chosenUrl(options, terminal) ?? serverUrl;
  const address = await attempt("address", baseUrl, () => createClient({ token: "-", baseUrl }));
  yield address;
  const token = await attempt("token", "is there", async () =>
    createClient({ token: await readToken(options, terminal) }),
  );
  yield token;
  if (address.result === "fail") return;

  let response: Response | undefined;
  // Without the token.
  const connection = await attempt("connection", "the service responds", async () => {
    ({ response } = await exchange(baseUrl, {}, terminal));
  });
  const remedy = connection.result === "fail" && { remedy: remedyFor(connection.detail) };
  yield { ...connection, ...remedy };
  if (response === undefined) return;
  yield* checkTime(response, terminal);
  if (token.result === "fail") return;
  if (appId === undefined) {
    const remedy = "give the id of an app: doctor <app-id>";
    return yield { check: "scope", result: "warn", detail: "not tested", remedy };
  }
  // Only a change could tell whether the token may make changes.
  const detail = "the token may read the webhooks of the app; changes need mx:webhook:write";
  const reading = await attempt("app", detail, async () => {
    const client = await connect(options, terminal);
    await client.listWebhooks(appId, { limit: 1 }, { signal: terminal.signal, maxRetries: 0 });
  });
  yield reading.result === "ok" ? { ...reading, check: "scope" } : reading;
}

/** Compares a version of Node.js with a range such as `>=20.19`. */
export function checkNode(version: string, range: string): Check {
  const least = range.replace(">=", "");
  const isEnough = version.localeCompare(least, "en", { numeric: true }) >= 0;
  const check = { check: "Node.js", detail: `${version} (needed: ${range})` };
  if (isEnough) return { ...check, result: "ok" };
  return { ...check, result: "fail", remedy: "install a newer one" };
}

/** The result of doing something that throws what is wrong. */
async function attempt(check: string, detail: string, act: () => unknown): Promise<Check> {
  try {
    await act();
    return { check, result: "ok", detail };
  } catch (error) {
    const { describeError } = await import("../report-error.js");
    const { line, code } = describeError(error);
    // A token that is not sufficient is no fault of the app.
    const isRefused = check === "app" && code === exitCodes.notAuthorised;
    return { check: isRefused ? "scope" : check, result: "fail", detail: line };
  }
}

const remedyFor = (reason: string) =>
  /TLS/.test(reason)
    ? "is there a proxy that inspects traffic? Name its certificate in NODE_EXTRA_CA_CERTS"
    : "check address and network; through a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1 (Node.js 22.21, 24)";

/** Compares this clock with that of the service. Receivers tolerate 300 seconds. */
function* checkTime({ headers }: Response, { clock }: Terminal): Generator<Check, void> {
  const skew = (clock.now() - Date.parse(headers.get("date") ?? "")) / 1000;
  if (Number.isNaN(skew)) return;
  const seconds = Math.abs(skew);
  const remedy = "set the clock; a receiver refuses deliveries that seem to be 300 s off";
  const detail = `${formatSeconds(seconds)} ${skew > 0 ? "ahead of" : "behind"} the service's`;
  yield seconds < 30
    ? { check: "clock", result: "ok", detail: "agrees with the service's" }
    : { check: "clock", result: seconds > 300 ? "fail" : "warn", detail, remedy };
}
