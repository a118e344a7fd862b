/** Something to do that takes a while; it does not fail. */
export type Task = () => Promise<void>;

/** Does what it is given in its order, and only so much at a time. */
export interface Queue {
  add(task: Task): void;
  /** Forgets what has not begun. */
  clear(): void;
}

/** @param limit - how many tasks may run at a time */
export function createQueue(limit: number): Queue {
  /** Where `first` stands before the end; what lies before it is done with. */
  let waiting: Task[] = [];
  let first = 0;
  let running = 0;

  /** Cheap for a long queue: taking from the front of an array would move all the rest. */
  function take(): Task | undefined {
    const task = waiting[first];
    if (task !== undefined) first += 1;
    if (first === waiting.length || first > 1_000) {
      waiting = waiting.slice(first);
      first = 0;
    }
    return task;
  }

  function start(task: Task): void {
    running += 1;
    void task().finally(() => {
      running -= 1;
      const next = take();
      if (next) start(next);
    });
  }

  return {
    add(task) {
      if (running < limit) start(task);
      else waiting.push(task);
    },
    clear() {
      waiting = [];
      first = 0;
    },
  };
}
