import { monotonic } from "../shared/clock.js";
import type { Terminal } from "./terminal.js";

/**
 * Shows on a terminal how far a command is, once it takes more than a second: the count, the rate,
 * and, if the total is known, the time left.
 *
 * @param unit - what is counted, such as "webhooks"
 */
export function startProgress(unit: string, { stderr, clock }: Terminal, total?: number) {
  const startedAt = monotonic(clock);
  let count = 0;
  let isStopped = !stderr.isTTY;
  let bar: { update(count: number, payload: object): void; stop(): void } | undefined;
  const payload = () => ({ rate: Math.round((count * 1000) / (monotonic(clock) - startedAt)) });
  const cancel = clock.schedule(async () => {
    if (isStopped) return;
    const { SingleBar } = await import("cli-progress");
    if (isStopped) return;
    const left = "{value}/{total} {unit} {bar} {rate}/s, {eta_formatted} left";
    const format = total === undefined ? "{value} {unit}, {rate}/s" : left;
    const started = new SingleBar({ format, stream: stderr, clearOnComplete: true, barsize: 24 });
    started.start(total ?? 0, count, { unit, ...payload() });
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
