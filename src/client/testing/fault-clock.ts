import type { Clock } from "../clock.js";

/** When the clock starts, in milliseconds since the epoch: a quarter of a second past noon. */
export const start = Date.UTC(2030, 0, 1, 12, 0, 0, 250);

/**
 * Time that passes without waiting. Who sleeps wakes at once and finds the clock advanced, except
 * for the timeouts of attempts: such a sleep ends when the server lets it elapse, or when its
 * signal is aborted.
 */
export class FaultClock implements Clock {
  /** The waits between attempts, in milliseconds. */
  readonly waits: number[] = [];
  #now = start;
  readonly #timeouts: readonly number[];
  readonly #running = new Map<() => void, number>();

  /** @param timeouts - milliseconds by which the timeout of an attempt is recognised */
  constructor(...timeouts: number[]) {
    this.#timeouts = timeouts;
  }

  now = (): number => this.#now;

  sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    if (!this.#timeouts.includes(milliseconds)) {
      this.waits.push(milliseconds);
      this.#now += milliseconds;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const end = () => {
        this.#running.delete(end);
        resolve();
      };
      this.#running.set(end, milliseconds);
      signal?.addEventListener("abort", end, { once: true });
    });
  };

  /** Lets the timeout of the attempt under way elapse. */
  elapse = (): void => {
    for (const [end, milliseconds] of this.#running) {
      this.#now += milliseconds;
      end();
    }
  };

  /** Timeouts that nobody has ended. */
  get running(): number {
    return this.#running.size;
  }
}
