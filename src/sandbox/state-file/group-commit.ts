/** Lets many wait for few writes. */
export interface GroupCommit {
  /** Resolves once a write that began after this call is done. */
  commit(): Promise<void>;
  /** Resolves once no write is going on or waiting. */
  settled(): Promise<void>;
}

/**
 * Makes calls that arrive during a write share the next one. It begins after all of them, so it
 * holds what each of them changed before it called.
 */
export function groupCommit(write: () => Promise<void>): GroupCommit {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;

  function begin(): Promise<void> {
    waiting = undefined;
    return write();
  }

  return {
    commit() {
      if (waiting === undefined) {
        waiting = last.then(begin);
        // A write that failed is told to those who waited for it; the next has its own luck.
        last = waiting.catch(() => {});
      }
      return waiting;
    },
    settled: () => last,
  };
}
