/**
 * Runs the sandbox until it is stopped: `npm run sandbox -- --help` tells with which options.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { createSandbox } from "./create-sandbox.js";
import { SandboxError } from "./sandbox-error.js";
import { isLoopback, type SandboxOptions } from "./sandbox-options.js";
import { StateFileError } from "./state-file.js";

const usage = `The Mendix Webhooks API on this machine: stateful, validating, delivering.

  --port <number>         where to listen; 0 for any free port (4011)
  --host <address>        the address to listen on (127.0.0.1)
  --state <file>          keeps the webhooks in a file
  --config <file>         strict: JSON with apps, tokens [{ token, scopes }] and rateLimit
  --rate-limit <number>   requests that a token may make in an hour (any)
  --retry-scale <number>  multiplies the waits between attempts of a delivery (1)
  --seed <number>         the same ids and payloads in every run
  --allow-private         delivers to private addresses, whatever the host
`;

const options = {
  port: { type: "string", default: "4011" },
  host: { type: "string", default: "127.0.0.1" },
  state: { type: "string" },
  config: { type: "string" },
  "rate-limit": { type: "string" },
  "retry-scale": { type: "string" },
  seed: { type: "string" },
  "allow-private": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

async function optionsOf(args: string[]): Promise<SandboxOptions | "help"> {
  const { values } = parseArgs({ args, options, strict: true });
  if (values.help) return "help";
  const number = (name: "port" | "rate-limit" | "retry-scale" | "seed") => {
    const value = Number(values[name] || Number.NaN);
    if (Number.isNaN(value)) throw new SandboxError(`--${name} must be a number`);
    return value;
  };
  return {
    ...(values.config !== undefined && (await readConfiguration(values.config))),
    port: number("port"),
    host: values.host,
    ...(values.state !== undefined && { state: values.state }),
    ...(values["rate-limit"] !== undefined && { rateLimit: number("rate-limit") }),
    ...(values.seed !== undefined && { seed: number("seed") }),
    deliveries: {
      ...(values["retry-scale"] !== undefined && { retryScale: number("retry-scale") }),
      ...(values["allow-private"] && { allowPrivateTargets: true }),
    },
  };
}

/** What a configuration file may hold: who may do what. */
type SandboxConfiguration = Pick<SandboxOptions, "apps" | "tokens" | "rateLimit">;

/** Reads a configuration file for strict mode. @throws SandboxError */
async function readConfiguration(path: string): Promise<SandboxConfiguration> {
  const text = await readFile(path, "utf8").catch(({ code }) => {
    throw new SandboxError(`${path} cannot be read (${code})`);
  });
  let configuration: unknown;
  try {
    configuration = JSON.parse(text);
  } catch {
    // What the parser says would repeat a piece of the file, and with it maybe of a token.
    throw new SandboxError(`${path} is not JSON`);
  }
  const known = ["apps", "tokens", "rateLimit"];
  const isObject = Object(configuration) === configuration && !Array.isArray(configuration);
  const entries = Object.entries(Object(configuration));
  const [stranger] = entries.filter(([name, value]) => !known.includes(name) || value === null);
  if (stranger !== undefined || !isObject) {
    const found = isObject ? `'${stranger?.[0]}'` : "no object";
    throw new SandboxError(
      `${path} may hold ${known.join(", ")}, none of them null; found ${found}`,
    );
  }
  return configuration as SandboxConfiguration;
}

async function main(): Promise<void> {
  const chosen = await optionsOf(process.argv.slice(2));
  if (chosen === "help") {
    console.log(usage);
    return;
  }
  // This process has no other use for them, so Hono may replace Request and Response by faster ones.
  getRequestListener(() => new Response(), { overrideGlobalObjects: true });
  const starting = createSandbox(chosen);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => starting.then((sandbox) => sandbox.close()));
  }
  const sandbox = await starting;
  console.log(`The sandbox answers at ${sandbox.url} to any client with that baseUrl.`);
  console.log(`Control it at ${sandbox.origin}/_sandbox.`);
  if (!isLoopback(chosen.host ?? "")) {
    console.log(
      `It listens on ${chosen.host}: whoever reaches that can read and control it without a token.`,
    );
  }
  for (const operationId of sandbox.unimplemented) {
    console.log(`${operationId} is answered with the contract's example: it has no handler yet.`);
  }
}

main().catch((error) => {
  const isUsers =
    error instanceof SandboxError ||
    error instanceof StateFileError ||
    String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!isUsers) throw error;
  console.error(`sandbox: ${error.message.split("\n", 1)[0]}`);
  process.exitCode = 1;
});
