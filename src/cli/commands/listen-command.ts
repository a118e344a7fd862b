import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import type { Receiver, Unwrapped, VerifyOptions } from "../../receiver/index.js";
import { systemClock } from "../../shared/clock.js";
import { readLimited } from "../../shared/read-limited.js";
import { createEventLines, printable } from "../event-lines.js";
import { examples } from "../examples.js";
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
    const { method, headers } = request;
    const { pathname } = new URL(request.url);
    const at = new Date(clock.now()).toISOString();
    const body = await readLimited(request, maxBodyBytes);
    if (method !== "POST" || pathname !== path || body === "too large") {
      const [status, cause] = refusalOf(method, pathname, path);
      show({ at, status, code: "no_delivery", causes: [cause] });
      return new Response(cause, { status });
    }
    const copy = () => new Request(request.url, { method, headers, body });
    const own = await receiver(copy());
    const judged = await judge({ headers, body }, own, checks);
    const { response, causes: others } =
      forwardTo === undefined
        ? { response: own, causes: [] }
        : await forward(forwardTo, copy(), terminal);
    const causes = [...(judged.causes ?? []), ...others];
    show({ at, status: response.status, ...judged, ...(causes.length > 0 && { causes }) });
    return response;
  };
}

/** What a delivery is, by the response of the receiver. */
async function judge(
  delivery: { headers: Headers; body: Uint8Array },
  own: Response,
  checks: VerifyOptions,
): Promise<Partial<Received>> {
  const { explain, unwrap } = await import("../../receiver/index.js");
  if (own.ok) return describe(await unwrap(delivery, checks), own.status);
  const { causes, verification } = await explain(delivery, checks);
  const code = verification.ok ? await own.clone().text() : verification.code;
  return { id: delivery.headers.get("webhook-id") ?? "", code, causes };
}

function refusalOf(method: string, pathname: string, path: string): [number, string] {
  if (pathname !== path) return [404, `${method} ${pathname}: deliveries are received at ${path}`];
  if (method !== "POST") return [405, `${method} ${pathname}: a delivery is a POST`];
  return [413, `a delivery has at most ${maxBodyBytes} bytes`];
}

/** The receiver responds with 200, not 204, to a delivery that it has handled. */
const describe = ({ id, event, violations }: Unwrapped, status: number) => ({
  ...{ id, event: event.type, payload: event.payload },
  ...(status === 200 && { isDuplicate: true as const }),
  ...(violations.length > 0 && { violations }),
});

/** Headers of a connection, which belong to each connection alone (RFC 9110, 7.6.1). */
const connectionHeaders =
  "connection,content-length,content-encoding,expect,host,keep-alive,te,trailer,transfer-encoding,upgrade".split(
    ",",
  );

const withoutConnection = (headers: Headers) =>
  new Headers([...headers].filter(([name]) => !connectionHeaders.includes(name)));

/** Passes a delivery on, and returns the response, or 502 and the reason for having none. */
async function forward(
  target: string,
  { method, headers, body }: Request,
  { fetch = globalThis.fetch, signal }: Terminal,
): Promise<{ response: Response; causes: string[] }> {
  try {
    const bytes = await new Response(body).arrayBuffer();
    const sent = withoutConnection(headers);
    const response = await fetch(target, {
      method,
      headers: sent,
      body: bytes,
      redirect: "manual",
      signal,
    });
    const text = await response.text();
    const { status } = response;
    const init = { status, headers: withoutConnection(response.headers) };
    return { response: new Response(text || null, init), causes: [] };
  } catch (error) {
    const { describeFailure } = await import("../../sandbox/deliveries/delivery-transport.js");
    const reason = `${new URL(target).origin}: ${describeFailure(error)}`;
    return { response: new Response(reason, { status: 502 }), causes: [reason] };
  }
}

/** Shows deliveries: on a terminal for people, else a line of JSON for each. */
function createShow(terminal: Terminal): (received: Received) => void {
  const { stdout } = terminal;
  if (!stdout.isTTY) return (received) => void writeLine(stdout, JSON.stringify(received));
  const { write, status, colors } = createEventLines(terminal);
  const strings = (json: string) =>
    json.replace(
      /("(?:[^"\\]|\\.)*")(:)?|\b(?:-?\d[\d.eE+-]*|true|false|null)\b/g,
      (one, text, colon) =>
        colon ? `${colors.cyan(text)}:` : text ? colors.green(text) : colors.yellow(one),
    );
  return (received) => {
    const { event, id = "", isDuplicate, violations = [], code, causes = [], payload } = received;
    const what = event ? colors.bold(event) : colors.red(`refused: ${code}`);
    write(
      `${status(received.status)} ${what} ${printable(id)}${isDuplicate ? colors.yellow(" again") : ""}`,
    );
    for (const cause of causes) stdout.write(`  ${printable(cause)}\n`);
    for (const one of violations) stdout.write(`  differs from the contract: ${printable(one)}\n`);
    if (event && !isDuplicate)
      stdout.write(`${strings(printable(JSON.stringify(payload, null, 2), "\n"))}\n`);
  };
}
