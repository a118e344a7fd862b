import { monotonic } from "../shared/clock.js";
import type { Terminal } from "./terminal.js";

/** Shows on a terminal how far a command is, once it takes more than a second. */
export interface Progress {
  advance(): void;
  stop(): void;
}

/**
 * Starts showing progress on standard error: the count, the rate, and, if the total is known, the
 * time left.
 *
 * @param unit - what is counted, such as "webhooks"
 */
export function startProgress(unit: string, { stderr, clock }: Terminal, total?: number): Progress {
  if (!stderr.isTTY) return { advance() {}, stop() {} };
  const startedAt = monotonic(clock);
  let count = 0;
  let bar: { update(count: number, payload: object): void; stop(): void } | undefined;
  let isStopped = false;
  const payload = () => ({ rate: Math.round((count * 1000) / (monotonic(clock) - startedAt)) });
  const cancel = clock.schedule(async () => {
    const { SingleBar } = await import("cli-progress");
    if (isStopped) return;
    const format =
      total === undefined
        ? `{value} ${unit}, {rate}/s`
        : `{value}/{total} ${unit} {bar} {rate}/s, {eta_formatted} left`;
    const started = new SingleBar({ format, stream: stderr, clearOnComplete: true, barsize: 24 });
    started.start(total ?? 0, count, payload());
    bar = started;
  }, 1000);
  return {
    advance() {
      count += 1;
      bar?.update(count, payload());
    },
    stop() {
      isStopped = true;
      cancel();
      bar?.stop();
    },
  };
}
