import { setMaxListeners } from "node:events";
import pLimit, { type LimitFunction } from "p-limit";
import type { Client } from "../../index.js";
import { type Connection, connect } from "../connect.js";
import type { Terminal } from "../terminal.js";

/** The options of every command of webhooks as code. */
export interface AsCodeOptions extends Connection {
  concurrency: number;
}

/** How to send many requests. */
export interface Connected {
  client: Client;
  /** Bounds how many requests are under way at the same time. */
  limit: LimitFunction;
  terminal: Terminal;
}

/** Creates a client that waits for the rate limit, and is not stopped by single failures. */
export async function connectPatiently(
  options: AsCodeOptions,
  terminal: Terminal,
): Promise<Connected> {
  const client = await connect(options, terminal, {
    waitForRateLimit: true,
    // In seconds. The limit counts the requests of an hour.
    maxRetryAfter: 2 * 3600,
    maxRetries: 5,
    logger: { debug() {}, warn: waitNotice(terminal) },
  });
  // Each request listens.
  setMaxListeners(0, terminal.signal);
  return { client, limit: pLimit(options.concurrency), terminal };
}

/** Announces long waits, once for all requests that wait for the same time. */
function waitNotice({ stderr, clock }: Terminal) {
  let announced = 0;
  return (_message: string, { wait = 0 }: { wait?: number }) => {
    const until = clock.now() + wait;
    if (wait < 10_000 || until < announced + 10_000) return;
    announced = until;
    const time = new Date(until).toISOString().slice(11, 19);
    // Over a line of progress.
    const start = stderr.isTTY ? "\r\u001b[K" : "";
    stderr.write(`${start}The service asks to wait until ${time} UTC, for its rate limit.\n`);
  };
}
