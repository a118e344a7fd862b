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
process.stdout.on("error", ({ code }) => {
  // Whoever reads the output may stop early, as `head` does.
  if (!interrupt.signal.aborted) process.exit(code === "EPIPE" ? 0 : 1);
  // Ctrl-C has ended the other commands of a pipe as well.
  process.stderr.write("mendix-webhooks: interrupted; nothing reads the output any more\n");
  process.exit(exitCodes.interrupted);
});

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
