/** Time for the sandbox: the system's, or one that a test moves. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back after so many milliseconds; gives a function that takes it back. */
  schedule(callback: () => void, delay: number): () => void;
}

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /** Moves on by so many milliseconds; what falls due meanwhile is called, in its order. */
  advance(milliseconds: number): void;
  /** Moves on to what falls due next; false if nothing does. */
  advanceToNext(): boolean;
}

/** Longest delay of a timer, in milliseconds; a longer one would go off at once. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  schedule(callback, delay) {
    const timer = setTimeout(callback, Math.min(delay, longestTimer));
    return () => clearTimeout(timer);
  },
};

/**
 * Makes a clock for tests, so that nobody waits for a retry in five hours.
 *
 * @param start - milliseconds since the Unix epoch; by default the system's time
 */
export function createVirtualClock(start: number = Date.now()): VirtualClock {
  let time = start;
  /** In the order in which they fall due. */
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
