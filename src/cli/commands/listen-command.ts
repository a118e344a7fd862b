import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import type { Receiver, VerifyOptions } from "../../receiver/index.js";
import { systemClock } from "../../shared/clock.js";
import { readLimited } from "../../shared/read-limited.js";
import { createEventLines } from "../event-lines.js";
import { examples } from "../examples.js";
import { exchange } from "../exchange.js";
import { printable, toJson } from "../output.js";
import { resolveReference } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { collect } from "../webhook-flags.js";

interface Options {
  port: string;
  path: string;
  secret: string[];
  forwardTo?: string;
}

/** Adds the command that receives deliveries. */
export function addListenCommand(program: Command, terminal: Terminal): void {
  program
    .command("listen")
    .description("Receive deliveries on this machine, verify them, and show their events")
    .requiredOption(
      "--secret <reference>",
      "the validation secret, as env:NAME or file:PATH; repeatable",
      collect,
    )
    .option("--port <number>", "the port to listen on; 0 for any free port", "3000")
    .option("--path <path>", "the path of the webhook", "/webhooks")
    .option("--forward-to <url>", "pass each delivery on unchanged, and return its response")
    .addHelpText(
      "after",
      examples(
        "listen --secret env:WEBHOOK_SECRET",
        "listen --secret file:new.txt --secret file:old.txt --port 8080",
        "listen --secret env:WEBHOOK_SECRET --forward-to http://127.0.0.1:8080/hooks",
      ),
    )
    .action((options) => listen(options, terminal));
}

async function listen(options: Options, terminal: Terminal): Promise<void> {
  const { port, path, forwardTo } = options;
  const { signal, stderr } = terminal;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new CommandError("--port takes a number up to 65535");
  }
  if (!path.startsWith("/")) throw new CommandError("--path must begin with /");
  if (forwardTo !== undefined && !(/^https?:\/\//.test(forwardTo) && URL.canParse(forwardTo))) {
    throw new CommandError("--forward-to must begin with http:// or https://");
  }
  const receive = await createListener(options, terminal);
  const [{ toNodeHandler }, { createServer }] = await Promise.all([
    import("../../receiver/index.js"),
    import("node:http"),
  ]);
  const server = createServer(
    toNodeHandler(receive, () => writeLine(stderr, "A request ended before it was complete.")),
  );
  server.listen(Number(port), "127.0.0.1");
  await once(server, "listening").catch(({ code }) => {
    const why =
      code === "EADDRINUSE" ? "is taken; choose another, or 0 for any" : `fails (${code})`;
    throw new CommandError(`port ${port} ${why}`, exitCodes.failed);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  await writeLine(stderr, `Listening at ${url}. Ctrl-C stops it.`);
  if (!signal.aborted) await once(signal, "abort");
  server.close();
  server.closeAllConnections();
}

/** What happened to a request, for people and, in a pipe, as a line of JSON. */
interface Received {
  at: string;
  /** The status that the sender gets. */
  status: number;
  id?: string;
  event?: string;
  isDuplicate?: true;
  violations?: readonly string[];
  payload?: unknown;
  /** Why the delivery is not verified, or was not passed on. */
  code?: string;
  causes?: string[];
}

/** The largest delivery, in bytes; that of the receiver. */
const maxBodyBytes = 2 ** 20;

async function createListener(options: Options, terminal: Terminal): Promise<Receiver> {
  const { path, forwardTo, secret } = options;
  const { clock = systemClock } = terminal;
  const { createReceiver } = await import("../../receiver/index.js");
  const secrets = await Promise.all(secret.map((one) => resolveReference(one, terminal)));
  const checks = { secrets, now: () => clock.now() };
  // It responds as a receiver does; what it receives is shown here.
  const receiver = createReceiver({ ...checks, onWarning: () => {} });
  const show = createShow(terminal);

  return async (request) => {
    const { method, headers, url } = request;
    const { pathname } = new URL(url);
    const at = new Date(clock.now()).toISOString();
    const body = await readLimited(request, maxBodyBytes);
    if (method !== "POST" || pathname !== path || body === "too large") {
      const [status, cause] = refusalOf(method, pathname, path);
      show({ at, status, code: "no_delivery", causes: [cause] });
      return new Response(cause, { status });
    }
    const copy = () => new Request(url, { method, headers, body });
    const own = await receiver(copy());
    const received = await judge({ headers, body }, own, checks);
    if (forwardTo === undefined) {
      show({ at, status: own.status, ...received });
      return own;
    }
    const { response, causes } = await forward(forwardTo, copy(), terminal);
    const all = [...(received.causes ?? []), ...causes];
    show({ at, status: response.status, ...received, ...(all.length > 0 && { causes: all }) });
    return response;
  };
}

function refusalOf(method: string, pathname: string, path: string): [number, string] {
  if (pathname !== path) return [404, `${method} ${pathname}: deliveries are received at ${path}`];
  if (method !== "POST") return [405, `${method} ${pathname}: a delivery is a POST`];
  return [413, `a delivery has at most ${maxBodyBytes} bytes`];
}

/** What a delivery is, by the response of the receiver. */
async function judge(
  delivery: { headers: Headers; body: Uint8Array },
  own: Response,
  checks: VerifyOptions,
): Promise<Partial<Received>> {
  const { explain, unwrap } = await import("../../receiver/index.js");
  if (!own.ok) {
    const { causes, verification } = await explain(delivery, checks);
    const code = verification.ok ? await own.clone().text() : verification.code;
    return { id: delivery.headers.get("webhook-id") ?? "", code, causes };
  }
  const { id, event, violations } = await unwrap(delivery, checks);
  return {
    ...{ id, event: event.type, payload: event.payload },
    // The receiver responds with 204 to a delivery that it has handled just now.
    ...(own.status === 200 && { isDuplicate: true as const }),
    ...(violations.length > 0 && { violations }),
  };
}

/** Headers of a connection, which belong to each connection alone (RFC 9110, 7.6.1). */
const connectionHeaders =
  /^(connection|content-(length|encoding)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;

const withoutConnection = (headers: Headers) =>
  new Headers([...headers].filter(([name]) => !connectionHeaders.test(name)));

/** Passes a delivery on, and returns the response, or 502 and the reason for having none. */
async function forward(
  target: string,
  request: Request,
  terminal: Terminal,
): Promise<{ response: Response; causes: string[] }> {
  const { method } = request;
  const headers = withoutConnection(request.headers);
  try {
    const body = await request.arrayBuffer();
    const { response, text } = await exchange(target, { method, headers, body }, terminal);
    const init = { status: response.status, headers: withoutConnection(response.headers) };
    return { response: new Response(text || null, init), causes: [] };
  } catch (error) {
    const reason = error instanceof CommandError ? error.message : "interrupted";
    return { response: new Response(reason, { status: 502 }), causes: [reason] };
  }
}

/** Shows deliveries: on a terminal for people, else a line of JSON for each. */
function createShow(terminal: Terminal): (received: Received) => void {
  const { stdout } = terminal;
  if (!stdout.isTTY) return (received) => void writeLine(stdout, JSON.stringify(received));
  const { write, status, colors } = createEventLines(terminal);
  return (received) => {
    const { event, id = "", isDuplicate, violations = [], code, causes = [], payload } = received;
    const what = event ? colors.bold(event) : colors.red(`refused: ${code}`);
    const again = isDuplicate ? colors.yellow(" again") : "";
    write(`${status(received.status)} ${what} ${printable(id)}${again}`);
    for (const cause of causes) stdout.write(`  ${printable(cause)}\n`);
    for (const one of violations) stdout.write(`  differs from the contract: ${printable(one)}\n`);
    if (event && !isDuplicate) stdout.write(`${printable(toJson(payload), "\n")}\n`);
  };
}
