import { createRequire } from "node:module";
import type { Command } from "commander";
import { monotonic, systemClock } from "../../shared/clock.js";
import { type ApiOptions, connect, withApiOptions } from "../connect.js";
import { formatSeconds, printable } from "../event-lines.js";
import { examples } from "../examples.js";
import { colorsOf, formatOf, print } from "../output.js";
import { readToken } from "../read-data.js";
import { CommandError, type ExitCode, exitCodes, type Terminal, writeLine } from "../terminal.js";

/** One thing that was checked. */
interface Check {
  check: string;
  result: "ok" | "warn" | "fail" | "skip";
  detail: string;
  remedy?: string;
}

/** Adds the command that finds out why calls do not work. */
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
  let code: ExitCode = exitCodes.failed;
  for await (const { exitCode, ...check } of runChecks(appId, options, terminal)) {
    terminal.signal.throwIfAborted();
    checks.push(check);
    if (exitCode !== undefined) code = exitCode;
    if (isText) await writeCheck(check, terminal);
  }
  if (!isText) await print(checks, options, terminal);
  const failed = checks.filter(({ result }) => result === "fail");
  if (failed.length === 0) return;
  const names = failed.map(({ check }) => check).join(", ");
  throw new CommandError(`${failed.length} of ${checks.length} checks failed: ${names}`, code);
}

async function writeCheck({ check, result, detail, remedy }: Check, { stdout, env }: Terminal) {
  const colors = colorsOf(stdout, env);
  const paint = { ok: colors.green, warn: colors.yellow, fail: colors.red, skip: colors.dim };
  await writeLine(
    stdout,
    `${paint[result](result.padEnd(5))} ${check.padEnd(12)} ${printable(detail)}`,
  );
  if (remedy !== undefined) await writeLine(stdout, `${" ".repeat(19)}${remedy}`);
}

type Result = Check & { exitCode?: ExitCode };

async function* runChecks(
  appId: string | undefined,
  options: ApiOptions,
  terminal: Terminal,
): AsyncGenerator<Result> {
  const { createClient } = await import("../../index.js");
  const { serverUrl } = await import("../../../generated/routes.js");
  const { version, engines } = createRequire(import.meta.url)("mendix-webhooks/package.json");
  yield checkNode(process.versions.node, engines.node);

  const baseUrl = options.baseUrl ?? (terminal.env.MENDIX_WEBHOOKS_URL || serverUrl);
  const address = await attempt("address", baseUrl, () => createClient({ token: "-", baseUrl }));
  yield address;
  const token = await attempt("token", "is there", async () =>
    createClient({ token: await readToken(options, terminal) }),
  );
  yield token;

  const isUsable = address.result === "ok";
  const { check, response } = isUsable ? await reach(baseUrl, terminal) : { check: undefined };
  if (check) yield check;
  if (response) yield checkTime(response, terminal);
  if (appId === undefined) yield skip("app", "not tested without an app id: doctor <app-id>");
  else if (!response || token.result === "fail") yield skip("app", "not tested after a failure");
  else yield* checkApp(appId, options, terminal);
  if (options.verbose) yield { check: "version", result: "ok", detail: version };
}

const skip = (check: string, detail: string): Result => ({ check, result: "skip", detail });

/** Compares a version of Node.js with a range such as `>=20.19`. */
export function checkNode(version: string, range: string): Result {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = range.replace(">=", "").split(".").map(Number);
  const isEnough = major > minMajor || (major === minMajor && minor >= minMinor);
  const detail = `${version} (needed: ${range})`;
  if (isEnough) return { check: "Node.js", result: "ok", detail };
  return { check: "Node.js", result: "fail", detail, remedy: "install a newer one" };
}

/** The result of doing something that throws what is wrong. */
async function attempt(check: string, detail: string, act: () => unknown): Promise<Result> {
  try {
    await act();
    return { check, result: "ok", detail };
  } catch (error) {
    const { describeError } = await import("../report-error.js");
    const { line, code } = describeError(error);
    const isUnauthorised = check === "token" || code === exitCodes.notAuthorised;
    const exitCode = isUnauthorised ? exitCodes.notAuthorised : exitCodes.failed;
    return { check, result: "fail", detail: line, exitCode };
  }
}

/** Sends a request without the token. */
async function reach(
  baseUrl: string,
  { fetch = globalThis.fetch, clock = systemClock, signal }: Terminal,
) {
  const { host, protocol } = new URL(baseUrl);
  const startedAt = monotonic(clock);
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const response = await fetch(baseUrl, { redirect: "manual", signal: limit });
    await response.body?.cancel();
    const duration = Math.round(monotonic(clock) - startedAt);
    const secured = protocol === "https:" ? " over TLS" : "";
    const detail = `${host} responded${secured} within ${duration} ms`;
    return { response, check: { check: "connection", result: "ok", detail } as const };
  } catch (error) {
    const { describeFailure } = await import("../../sandbox/deliveries/delivery-transport.js");
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const reason = isTimeout ? "no response within 10 s" : describeFailure(error);
    const detail = `${host}: ${reason}`;
    const remedy = /TLS/.test(reason)
      ? "is there a proxy that inspects traffic? Name its certificate in NODE_EXTRA_CA_CERTS"
      : "check address and network; through a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1 (Node.js 22.21, 24)";
    return { check: { check: "connection", result: "fail", detail, remedy } as const };
  }
}

/** Compares this clock with that of the service. Receivers tolerate 300 seconds. */
function checkTime({ headers }: Response, { clock = systemClock }: Terminal): Result {
  const time = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(time)) return skip("clock", "the service did not tell its time");
  const skew = (clock.now() - time) / 1000;
  const seconds = Math.abs(skew);
  if (seconds < 30) return { check: "clock", result: "ok", detail: "agrees with the service's" };
  const detail = `${formatSeconds(seconds)} ${skew > 0 ? "ahead of" : "behind"} the service's`;
  const remedy = "set the clock; a receiver refuses deliveries that seem to be 300 s off";
  return { check: "clock", result: seconds > 300 ? "fail" : "warn", detail, remedy };
}

/** Lists one webhook of an app, to see what the token may do. */
async function* checkApp(
  appId: string,
  options: ApiOptions,
  terminal: Terminal,
): AsyncGenerator<Result> {
  const { readRateLimit } = await import("../../shared/rate-limit-headers.js");
  const { clock = systemClock, signal } = terminal;
  let headers = new Headers();
  const listed = await attempt("app", "the token may read its webhooks", async () => {
    const client = await connect(options, terminal);
    const call = client.listWebhooks(appId, { limit: 1 }, { signal, maxRetries: 0 });
    headers = (await call.withResponse()).response.headers;
  });
  yield listed;
  if (listed.result === "fail") return;
  yield skip(
    "write scope",
    "cannot be tested without a change; mx:webhook:write is needed for one",
  );
  const { limit, remaining } = readRateLimit(headers, clock.now());
  if (remaining === undefined) yield skip("rate limit", "the service did not tell it");
  else {
    const isLow = limit !== undefined && remaining < limit / 10;
    const detail = `${remaining} of ${limit ?? "?"} requests are left in this hour`;
    yield { check: "rate limit", result: isLow ? "warn" : "ok", detail };
  }
}
