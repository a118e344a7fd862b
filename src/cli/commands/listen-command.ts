import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import type { Receiver } from "../../receiver/index.js";
import { exchange, requireUrl } from "../connect.js";
import { examples, portNumber, readSecrets, secretOption } from "../options.js";
import { createPaint, printable, styleOf, toJson, writeEvent } from "../output.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";

interface Options {
  port: number;
  secret: string[];
  forwardTo?: string;
}

export function addListenCommand(program: Command, terminal: Terminal): void {
  program
    .command("listen")
    .addOption(secretOption())
    .description("Receive deliveries on this machine, verify them, and show their events")
    .option("--port <number>", "the port to listen on; 0 for any free port", portNumber, 3000)
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
  const { port, forwardTo } = options;
  const { signal, stderr } = terminal;
  if (forwardTo !== undefined) requireUrl(forwardTo, "--forward-to");
  const receive = await createListener(options, terminal);
  const [{ toNodeHandler }, { createServer }] = await Promise.all([
    import("../../receiver/index.js"),
    import("node:http"),
  ]);
  const server = createServer(
    toNodeHandler(receive, () => writeLine(stderr, "A request ended before it was complete.")),
  );
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch(({ code }) => {
    const why =
      code === "EADDRINUSE" ? "is taken; choose another, or 0 for any" : `fails (${code})`;
    throw new CommandError(`port ${port} ${why}`, exitCodes.failed);
  });
  // Without a path, `address` returns an object.
  const { port: actual } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${actual}/webhooks`;
  await writeLine(stderr, `Listening at ${url}. Ctrl-C stops it.`);
  if (!signal.aborted) await once(signal, "abort");
  server.close();
  server.closeAllConnections();
}

interface Received {
  at: string;
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

async function createListener(options: Options, terminal: Terminal): Promise<Receiver> {
  const { forwardTo } = options;
  const { clock } = terminal;
  const { createReceiver, explain, unwrap } = await import("../../receiver/index.js");
  const checks = { secrets: await readSecrets(options, terminal), now: () => clock.now() };
  // It responds as a receiver does; what it receives is shown here.
  const receiver = createReceiver({ ...checks, onWarning: () => {} });

  /** What a delivery is, by the response of the receiver. */
  async function judge(
    headers: Headers,
    body: Uint8Array,
    own: Response,
  ): Promise<Omit<Received, "at" | "status"> & { causes: string[] }> {
    const delivery = { headers, body };
    if (own.ok) {
      const { id, event, violations } = await unwrap(delivery, checks);
      return {
        ...{ id, event: event.type, payload: event.payload },
        // The receiver responds with 204 to a delivery that it has handled just now.
        ...(own.status === 200 && { isDuplicate: true }),
        ...(violations.length > 0 && { violations }),
        causes: [],
      };
    }
    const isForged = own.status === 400 || own.status === 401;
    const { causes } = isForged ? await explain(delivery, checks) : { causes: [] };
    return { id: headers.get("webhook-id") ?? "", code: await own.clone().text(), causes };
  }

  return async (request) => {
    const { method, headers } = request;
    const at = new Date(clock.now()).toISOString();
    const own = await receiver(request.clone());
    const isTooLarge = own.status === 413;
    const body = isTooLarge ? new Uint8Array() : new Uint8Array(await request.arrayBuffer());
    const { causes, ...received } = await judge(headers, body, own);
    let response = own;
    if (forwardTo !== undefined && method === "POST" && !isTooLarge) {
      try {
        response = await forward(forwardTo, headers, body, terminal);
      } catch (error) {
        const reason = error instanceof CommandError ? error.message : "interrupted";
        response = new Response(reason, { status: 502 });
        causes.push(reason);
      }
    }
    const { status } = response;
    show({ at, status, ...received, ...(causes.length > 0 && { causes }) }, terminal);
    return response;
  };
}

/** Headers of a connection, which belong to each connection alone (RFC 9110, 7.6.1). */
const connectionHeaders =
  /^(connection|content-(length|encoding)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;

const withoutConnection = (headers: Headers) =>
  new Headers([...headers].filter(([name]) => !connectionHeaders.test(name)));

async function forward(url: string, headers: Headers, body: Uint8Array, terminal: Terminal) {
  const init = { method: "POST", headers: withoutConnection(headers), body };
  const { response, body: content } = await exchange(url, init, terminal);
  const { status, headers: received } = response;
  const bytes = content.length > 0 ? content : null;
  return new Response(bytes, { status, headers: withoutConnection(received) });
}

/** Shows a delivery: on a terminal for people, else as a line of JSON. */
function show(received: Received, terminal: Terminal): void {
  const { stdout } = terminal;
  if (!stdout.isTTY) return void writeLine(stdout, JSON.stringify(received));
  const paint = createPaint(terminal);
  const { status, event, id = "", isDuplicate, code, payload } = received;
  const { violations = [], causes = [] } = received;
  const what = event ? paint("bold", event) : paint("red", `refused: ${code}`);
  const again = isDuplicate ? paint("yellow", " again") : "";
  const lines = [
    `${paint(styleOf(status), `${status}`)} ${what} ${printable(id)}${again}`,
    ...causes.map((cause) => `  ${printable(cause)}`),
    ...violations.map((violation) => `  differs from the contract: ${printable(violation)}`),
    ...(event && !isDuplicate ? [printable(toJson(payload), "\n")] : []),
  ];
  void writeEvent(lines.join("\n"), terminal);
}
