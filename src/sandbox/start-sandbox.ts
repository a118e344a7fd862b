/** Runs the sandbox until it is stopped. `npm run sandbox -- --help` lists the options. */
import { readFile } from "node:fs/promises";
import { getRequestListener } from "@hono/node-server";
import { Command } from "commander";
import { createSandbox } from "./create-sandbox.js";
import { isObject, SandboxError } from "./sandbox-error.js";
import { isLoopback, type SandboxOptions } from "./sandbox-options.js";

/** Ends the process with status 2 and one line, which names the nearest option, for wrong use. */
const command = new Command("sandbox")
  .description("Runs the Mendix Webhooks API here: it stores webhooks, validates and delivers.")
  .option("--port <number>", "the port to listen on; 0 for any free port", "4011")
  .option("--host <address>", "the address to listen on", "127.0.0.1")
  .option("--state <file>", "keep the webhooks in a file")
  .option(
    "--config <file>",
    "JSON with the apps, tokens [{ token, scopes }] and rateLimit to accept",
  )
  .option("--rate-limit <number>", "requests per hour and token (default: any)")
  .option("--retry-scale <number>", "multiply the delays before retries of a delivery (default: 1)")
  .option("--seed <number>", "make the same ids and payloads in every run")
  .option("--examples", "start with the webhooks that the contract shows")
  .option("--allow-private", "deliver to private addresses, whatever the host")
  .allowExcessArguments(false)
  .configureOutput({
    outputError: (text, write) =>
      write(
        `${text
          .trim()
          .replace(/^error/, "sandbox")
          .replace("\n", " ")}\n`,
      ),
  })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

interface Options {
  port: string;
  host: string;
  state?: string;
  config?: string;
  rateLimit?: string;
  retryScale?: string;
  seed?: string;
  allowPrivate?: true;
  examples?: true;
}

async function optionsOf(args: string[]): Promise<SandboxOptions> {
  const values = command.parse(args, { from: "user" }).opts<Options>();
  const { state, config, seed, rateLimit, retryScale } = values;
  // `Number` alone would read an empty text as 0.
  const toNumber = (text: string) => Number(text || Number.NaN);
  return {
    ...(config !== undefined && (await readConfiguration(config))),
    port: toNumber(values.port),
    host: values.host,
    ...(values.examples && { examples: true }),
    ...(state !== undefined && { state }),
    ...(rateLimit !== undefined && { rateLimit: toNumber(rateLimit) }),
    ...(seed !== undefined && { seed: toNumber(seed) }),
    deliveries: {
      ...(retryScale !== undefined && { retryScale: toNumber(retryScale) }),
      ...(values.allowPrivate && { allowPrivateTargets: true }),
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
  if (!(error instanceof SandboxError)) throw error;
  console.error(`sandbox: ${error.message.split("\n", 1)[0]}`);
  process.exitCode = 2;
});
