/** Runs the sandbox until it is stopped. `npm run sandbox -- --help` lists the options. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { createSandbox } from "./create-sandbox.js";
import { isObject, SandboxError } from "./sandbox-error.js";
import { isLoopback, type SandboxOptions } from "./sandbox-options.js";

const usage = `Runs the Mendix Webhooks API on this machine: it stores webhooks, validates and delivers.

  --port <number>         the port to listen on; 0 for any free port (4011)
  --host <address>        the address to listen on (127.0.0.1)
  --state <file>          keeps the webhooks in a file
  --config <file>         JSON with the apps, tokens [{ token, scopes }] and rateLimit to accept
  --rate-limit <number>   requests per hour and token (any)
  --retry-scale <number>  multiplies the delays before retries of a delivery (1)
  --seed <number>         makes the same ids and payloads in every run
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
  const { state, config, seed, "rate-limit": rateLimit, "retry-scale": retryScale } = values;
  if (values.help) return "help";
  // `Number` alone would read an empty text as 0.
  const toNumber = (text: string) => Number(text || Number.NaN);
  return {
    ...(config !== undefined && (await readConfiguration(config))),
    port: toNumber(values.port),
    host: values.host,
    ...(state !== undefined && { state }),
    ...(rateLimit !== undefined && { rateLimit: toNumber(rateLimit) }),
    ...(seed !== undefined && { seed: toNumber(seed) }),
    deliveries: {
      ...(retryScale !== undefined && { retryScale: toNumber(retryScale) }),
      ...(values["allow-private"] && { allowPrivateTargets: true }),
    },
  };
}

/** Reads a configuration file. `createSandbox` checks the values. @throws SandboxError */
async function readConfiguration(path: string): Promise<object> {
  const text = await readFile(path, "utf8").catch(({ code }) => {
    throw new SandboxError(`${path} cannot be read (${code})`);
  });
  let configuration: unknown;
  try {
    configuration = JSON.parse(text);
  } catch {
    // The parser's message could quote a token.
    throw new SandboxError(`${path} is not JSON`);
  }
  const known = ["apps", "tokens", "rateLimit"];
  if (isObject(configuration) && Object.keys(configuration).every((key) => known.includes(key))) {
    return configuration;
  }
  throw new SandboxError(`${path} must be an object that may hold ${known.join(", ")}`);
}

async function main(): Promise<void> {
  const chosen = await optionsOf(process.argv.slice(2));
  if (chosen === "help") {
    console.log(usage);
    return;
  }
  // Replaces the globals Request and Response by Hono's faster ones, which only suits this process.
  getRequestListener(() => new Response(), { overrideGlobalObjects: true });
  const starting = createSandbox(chosen);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => starting.then((sandbox) => sandbox.close()));
  }
  const sandbox = await starting;
  console.log(`The sandbox listens at ${sandbox.url} for any client with that baseUrl.`);
  console.log(`Control it at ${sandbox.origin}/_sandbox.`);
  if (!isLoopback(chosen.host ?? "")) {
    console.log(`Whoever reaches ${chosen.host} can read and control it without a token.`);
  }
  for (const operationId of sandbox.unimplemented) {
    console.log(`${operationId} has no handler yet: it returns the contract's example.`);
  }
}

main().catch((error) => {
  const isUsers = error instanceof SandboxError || String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!isUsers) throw error;
  console.error(`sandbox: ${error.message.split("\n", 1)[0]}`);
  process.exitCode = 1;
});
