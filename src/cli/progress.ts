import type { Terminal } from "./terminal.js";

/** Shows how far a command is, on a terminal, once it takes more than a second. */
export interface Progress {
  advance(count?: number): void;
  stop(): void;
}

/**
 * Starts showing progress on standard error.
 *
 * @param unit - what is counted, such as "webhooks"
 * @param total - how many there are, if that is known: then the time left is shown too
 */
export function startProgress(unit: string, { stderr }: Terminal, total?: number): Progress {
  if (!stderr.isTTY) return { advance() {}, stop() {} };
  const startedAt = performance.now();
  let count = 0;
  let bar: { update(count: number, payload: object): void; stop(): void } | undefined;
  const seconds = () => (performance.now() - startedAt) / 1000;
  const payload = () => ({ rate: Math.round(count / seconds()) });
  const timer = setTimeout(async () => {
    const { SingleBar } = await import("cli-progress");
    const left = total === undefined ? "" : "/{total} {bar} {eta_formatted} left";
    const started = new SingleBar({
      format: `{value}${left} ${unit}, {rate}/s`,
      stream: stderr as NodeJS.WritableStream,
      clearOnComplete: true,
      barsize: 24,
    });
    started.start(total ?? 0, count, payload());
    bar = started;
    if (isStopped) started.stop();
  }, 1000);
  timer.unref();
  let isStopped = false;
  return {
    advance(by = 1) {
      count += by;
      bar?.update(count, payload());
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      bar?.stop();
    },
  };
}
