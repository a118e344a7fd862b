import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./measure.js";

const file = join(import.meta.dirname, "ratios.json");

type Ratios = Record<string, number>;

/**
 * Runs the benches `<name>.bench.ts` and prints one table. Returns the regressions.
 *
 * @param isRecorded - whether the ratios are kept for later runs to compare with
 */
export async function runBenches(names: readonly string[], isRecorded: boolean): Promise<string[]> {
  const recorded: Ratios = JSON.parse(readFileSync(file, "utf8"));
  const rows: Row[] = [];
  for (const name of names) {
    const { bench }: { bench(): Promise<Row[]> } = await import(`./${name}.bench.ts`);
    rows.push(...(await bench()));
  }
  printTable(rows, recorded);
  if (isRecorded) recordRatios(rows, recorded);
  return findRegressions(rows, recorded);
}

const keyOf = ({ name, peer }: Row) => `${name} / ${peer}`;

/** Records the ratios of these rows, and keeps those of others. */
function recordRatios(rows: readonly Row[], recorded: Ratios): void {
  const measured = rows.map((row) => [keyOf(row), Number(row.ratio.toPrecision(3))]);
  const ratios = { ...recorded, ...Object.fromEntries(measured) };
  writeFileSync(file, `${JSON.stringify(ratios, null, 2)}\n`);
}

/** How many times the recorded ratio is noise: most where two servers share the processors. */
const noiseOf = ({ unit, name }: Row) =>
  unit === "B" ? 1.02 : name.startsWith("sandbox") ? 1.75 : 1.2;

/**
 * Names the rows that have become worse than noise explains: even the better quarter of the rounds
 * is above the recorded ratio by more than that.

 */
function findRegressions(rows: readonly Row[], recorded: Ratios): string[] {
  return rows.flatMap((row) => {
    const before = recorded[keyOf(row)];
    if (before === undefined) return [`${keyOf(row)} has no recorded ratio`];
    const isWorse = row.low > before * noiseOf(row);
    return isWorse ? [`${keyOf(row)} is ${row.low.toFixed(2)} or more, was ${before}`] : [];
  });
}

/** Prints one table of all rows. */
function printTable(rows: readonly Row[], recorded: Ratios): void {
  const lines = rows.map((row) => {
    const before = recorded[keyOf(row)];
    const figures = [row.ratio, row.low, row.high].map((ratio) => ratio.toFixed(2));
    return [
      row.name,
      row.peer,
      `${format(row.ours)} ${row.unit}`,
      `${format(row.theirs)} ${row.unit}`,
      figures[0] ?? "",
      figures.slice(1).join(" – "),
      before === undefined ? "" : before.toFixed(2),
      goalOf(row),
    ];
  });
  console.log(`Node ${process.version}; a ratio is ours divided by theirs, so less is better`);
  const headings = ["", "beside", "ours", "theirs", "ratio", "quartiles", "recorded", "goal"];
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of [headings, ...lines]) {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column < 2 || column > 6 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(cells.join("  ").trimEnd());
  }
}

const format = (value: number): string =>
  value.toLocaleString("en", { maximumSignificantDigits: 3 });

function goalOf({ ratio, ours, goal, limit, unit }: Row): string {
  const text = [
    ...(goal === undefined ? [] : [`≤ ${goal}`]),
    ...(limit === undefined ? [] : [`≤ ${limit} ${unit}`]),
  ].join(", ");
  if (text === "") return "";
  const isMet = ratio <= (goal ?? Infinity) && ours <= (limit ?? Infinity);
  return `${text} ${isMet ? "met" : "MISSED"}`;
}
