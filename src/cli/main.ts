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
const { argv, env, stdin, stdout, stderr } = process;
stdout.on("error", ({ code }) => {
  if (code !== "EPIPE") {
    stderr.write(`mendix-webhooks: the output cannot be written (${code})\n`);
    process.exit(exitCodes.failed);
  }
  // Whoever reads the output may stop early, as `head` does. A command that does more than to show
  // what comes goes on, so that nothing is left half done, and its exit code is right.
  const isStream = /^(list|listen|sandbox)$/.test(argv[2] ?? "");
  if (isStream) process.exit(interrupt.signal.aborted ? exitCodes.interrupted : exitCodes.done);
});
stderr.on("error", () => {}); // There is nobody to tell.

process.exitCode = await run(argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  signal: interrupt.signal,
  fetch,
  clock: systemClock,
});
