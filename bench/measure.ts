const rounds = 201;
/** Milliseconds that each task gets in a round. */
const slice = 3;
/** Milliseconds that each task runs before the first round, so that the compiler optimizes it. */
const warmUp = 1000;

/** Two things measured in turn in one run: this package, and what it is compared with. */
export interface Row {
  /** What was measured, such as "call". */
  name: string;
  peer: string;
  unit: "µs" | "ms" | "s" | "B" | "MB";
  /** The medians of both. */
  ours: number;
  theirs: number;
  /** Ours divided by theirs: the median of the ratios of all rounds, and their quartiles. */
  ratio: number;
  low: number;
  high: number;
  /** The most that the ratio should be. */
  goal?: number | undefined;
  /** The most that our own figure should be. */
  limit?: number | undefined;
}

type Labels = Pick<Row, "name" | "peer" | "unit" | "goal" | "limit">;

/** Makes a row of figures that were taken in turn. */
export function toRow(labels: Labels, ours: readonly number[], theirs: readonly number[]): Row {
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return {
    ...labels,
    ours: quantile(ours, 0.5),
    theirs: quantile(theirs, 0.5),
    ratio: quantile(ratios, 0.5),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
  };
}

type Task = () => unknown;

/**
 * Compares a task with its peers. Each round gives every task a slice of time: a busy machine slows
 * down all tasks of a round, so their ratio still holds.
 *
 * @param goals - by peer
 */
export async function compareTasks(
  name: string,
  ours: Task,
  peers: Readonly<Record<string, Task>>,
  goals: Readonly<Record<string, number>> = {},
): Promise<Row[]> {
  const measurements: { run: Task; count: number; times: number[] }[] = [];
  for (const run of [ours, ...Object.values(peers)]) {
    measurements.push({ run, count: await runsPerSlice(run), times: [] });
  }
  const [own, ...others] = measurements;
  for (let round = 0; round < rounds; round += 1) {
    // The order changes, because a task may pay for the garbage of the one before it.
    for (const { run, count, times } of round % 2 ? measurements : measurements.toReversed()) {
      times.push(await microsecondsOf(run, count));
    }
  }
  return Object.keys(peers).map((peer, index) =>
    toRow(
      { name, peer, unit: "µs", goal: goals[peer] },
      own?.times ?? [],
      others[index]?.times ?? [],
    ),
  );
}

/** How many runs fit into a slice, once the compiler has optimized the task. */
async function runsPerSlice(run: Task): Promise<number> {
  const start = performance.now();
  let duration = await microsecondsOf(run, 1);
  while (performance.now() - start < warmUp) duration = await microsecondsOf(run, 20);
  return Math.max(1, Math.round((slice * 1000) / duration));
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

/** The value below which a share of the values lies, interpolated. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
}
