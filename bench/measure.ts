/** How long each of some tasks takes, measured side by side. */
export interface Timings<Name extends string> {
  /** Microseconds of one run: the median of the rounds. */
  microseconds(name: Name): number;
  /** How many times as fast one is as another: the median of what the rounds say. */
  speed(name: Name, than: Name): number;
}

export interface MeasureOptions {
  /** @default 201 */
  rounds?: number;
  /**
   * Milliseconds that a task gets in a round.
   *
   * @default 3
   */
  slice?: number;
}

type Task = () => unknown;

/**
 * Times tasks in turns: each round gives every task a slice of time. Whatever else slows the machine
 * hits all tasks of a round alike, so that the ratio within a round holds where times do not; and
 * the median drops the rounds in which it hit one of them alone.
 */
export async function measure<Name extends string>(
  tasks: Record<Name, Task>,
  { rounds = 201, slice = 3 }: MeasureOptions = {},
): Promise<Timings<Name>> {
  const contestants = await Promise.all(
    (Object.entries(tasks) as [Name, Task][]).map(async ([name, run]) => ({
      name,
      run,
      times: [] as number[],
      count: 1,
    })),
  );
  for (const contestant of contestants) contestant.count = await countIn(slice, contestant.run);
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, count, times } of contestants) times.push(await time(run, count));
    // Nobody always pays for the garbage of the same neighbour.
    contestants.reverse();
  }
  const timesOf = (wanted: Name) =>
    contestants.find(({ name }) => name === wanted)?.times ?? ([] as number[]);
  return {
    microseconds: (name) => median(timesOf(name)),
    speed: (name, than) => {
      const own = timesOf(name);
      return median(timesOf(than).map((other, round) => other / (own[round] ?? Number.NaN)));
    },
  };
}

/** Runs that fit into so many milliseconds, found after enough of them for the compiler to settle. */
async function countIn(slice: number, run: Task): Promise<number> {
  const each = await time(run, 20);
  const warm = Math.ceil((100 * slice * 1000) / each);
  return Math.max(1, Math.round((slice * 1000) / (await time(run, warm))));
}

/** Microseconds that a run takes, of so many runs. */
async function time(run: Task, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i += 1) {
    const result = run();
    // What is not asynchronous need not pay for waiting.
    if (result instanceof Promise) await result;
  }
  return ((performance.now() - start) * 1000) / count;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
