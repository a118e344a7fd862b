/** A source of time: the system's, or one that a test moves. */
export interface Clock {
  /** Returns milliseconds since the Unix epoch. */
  now(): number;
  /** Returns milliseconds that no change of the date affects. @default now */
  monotonic?(): number;
  /** Calls `callback` after `delay` milliseconds; returns a function that cancels the call. */
  schedule(callback: () => void, delay: number): () => void;
}

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /** Moves the clock forward by `milliseconds`, and makes the calls that fall due, in order. */
  advance(milliseconds: number): void;
  /** Moves the clock to the next scheduled call and makes it; returns false if there is none. */
  advanceToNext(): boolean;
}

/** The longest delay that `setTimeout` takes, in milliseconds; it fires at once for a longer one. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  schedule(callback, delay) {
    const timer = setTimeout(callback, Math.min(delay, longestTimer));
    return () => clearTimeout(timer);
  },
};

/** Returns milliseconds for measuring how long something takes. */
export const monotonic = (clock: Clock): number => clock.monotonic?.() ?? clock.now();

/** Resolves after `milliseconds`, or as soon as the signal is aborted. */
export function sleep(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      cancel();
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const cancel = clock.schedule(wake, milliseconds);
    if (signal?.aborted) wake();
    else signal?.addEventListener("abort", wake);
  });
}

/**
 * Makes a clock for tests: a retry in five hours takes no time when the clock is moved.
 *
 * @param start - milliseconds since the Unix epoch
 * @default the system's time
 */
export function createVirtualClock(start: number = Date.now()): VirtualClock {
  let time = start;
  /** Sorted by the time at which they fall due. */
  const calls: { at: number; callback: () => void }[] = [];

  function runNext(): void {
    const call = calls.shift();
    if (call === undefined) return;
    time = Math.max(time, call.at);
    call.callback();
  }

  return {
    now: () => time,
    schedule(callback, delay) {
      const call = { at: time + delay, callback };
      const later = calls.findIndex(({ at }) => at > call.at);
      calls.splice(later < 0 ? calls.length : later, 0, call);
      return () => {
        const index = calls.indexOf(call);
        if (index >= 0) calls.splice(index, 1);
      };
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (let [next] = calls; next !== undefined && next.at <= end; [next] = calls) runNext();
      time = end;
    },
    advanceToNext() {
      if (calls.length === 0) return false;
      runNext();
      return true;
    },
  };
}
