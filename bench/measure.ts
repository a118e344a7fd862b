const rounds = 201;
/** Milliseconds that each task gets in a round. */
const slice = 3;

type Task = () => unknown;

/** How long some tasks take, measured side by side. */
export interface Timings<Name extends string> {
  /** The median duration of one run in microseconds. */
  microseconds(name: Name): number;
  /** How many times as fast one task is as another: the median of the ratios of all rounds. */
  speed(name: Name, than: Name): number;
}

/**
 * Measures tasks in turns: each round gives every task a slice of time. A busy machine slows down
 * all tasks of a round, so their ratio still holds, and the median ignores the rounds in which only
 * one task was slowed down.
 */
export async function measure<Name extends string>(
  tasks: Record<Name, Task>,
): Promise<Timings<Name>> {
  const measurements: { run: Task; count: number; times: number[] }[] = [];
  const times = {} as Record<Name, number[]>;
  for (const [name, run] of Object.entries(tasks) as [Name, Task][]) {
    times[name] = [];
    measurements.push({ run, count: await runsPerSlice(run), times: times[name] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, count, times } of measurements) times.push(await microsecondsOf(run, count));
    // The order changes, because a task may pay for the garbage of the one before it.
    measurements.reverse();
  }
  return {
    microseconds: (name) => median(times[name]),
    speed: (name, than) => medianRatio(times[than], times[name]),
  };
}

/** How many runs fit into a slice, once the compiler has optimized the task. */
async function runsPerSlice(run: Task): Promise<number> {
  const cold = await microsecondsOf(run, 20);
  const warm = await microsecondsOf(run, Math.ceil((100 * slice * 1000) / cold));
  return Math.max(1, Math.round((slice * 1000) / warm));
}

/** The mean duration of one run. */
async function microsecondsOf(run: Task, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i += 1) {
    const result = run();
    // A synchronous task must not pay for the await.
    if (result instanceof Promise) await result;
  }
  return ((performance.now() - start) * 1000) / count;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The median of the ratios of values that were measured in the same round. */
export const medianRatio = (values: readonly number[], others: readonly number[]): number =>
  median(values.map((value, round) => value / (others[round] ?? Number.NaN)));

/** Prints rows under headings. The first column is aligned to the left, the others to the right. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]) {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const [first = "", ...others] of lines) {
    const cells = others.map((cell, column) => cell.padStart(widths[column + 1] ?? 0));
    console.log(`  ${[first.padEnd(widths[0] ?? 0), ...cells].join("  ")}`.trimEnd());
  }
}
