#!/usr/bin/env node
/** The command `mendix-webhooks`. */
import { systemClock } from "../shared/clock.js";
import { run } from "./run.js";
import { exitCodes } from "./terminal.js";

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // Not `once`: a library that finds no other listener ends the process.
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort();
  });
}
// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", ({ code }) => process.exit(code === "EPIPE" ? 0 : 1));

const { argv, env, stdin, stdout, stderr } = process;
process.exitCode = await run(argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  signal: interrupt.signal,
  fetch,
  clock: systemClock,
});
