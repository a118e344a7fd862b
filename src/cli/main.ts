#!/usr/bin/env node
/** The command `mendix-webhooks`. */
import { run } from "./run.js";

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());
process.once("SIGTERM", () => interrupt.abort());
// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", ({ code }) => process.exit(code === "EPIPE" ? 0 : 1));

const { argv, env, stdin, stdout, stderr } = process;
process.exitCode = await run(argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  signal: interrupt.signal,
});
