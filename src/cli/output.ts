import { type Command, Option } from "commander";
import pc from "picocolors";
import { isSecretProperty } from "../shared/redaction.js";
import { startProgress } from "./progress.js";
import { type Terminal, writeLine } from "./terminal.js";

export const formats = ["table", "json", "ndjson", "yaml"] as const;
export type Format = (typeof formats)[number];

/** Adds the option that chooses a format. */
export const withOutputOption = (command: Command): Command =>
  command.addOption(
    new Option("--output <format>", "how to print (default: table; json in a pipe)").choices(
      formats,
    ),
  );

/** What a command prints its results with. */
export interface OutputOptions {
  output?: Format;
  /** Whether to show secrets. */
  reveal?: boolean;
}

/** The colours of a stream: none unless it is a terminal, or FORCE_COLOR is set. */
export function colorsOf(stream: { isTTY?: boolean }, env: Terminal["env"]) {
  const isForced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== "0";
  return pc.createColors(!env.NO_COLOR && (isForced || stream.isTTY === true));
}

/** Replaces the values of secret properties, at any depth. */
export const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part) =>
      isSecretProperty(key) && typeof part === "string" ? "********" : part,
    ),
  );

/** Replaces control characters, which could move the cursor; `keep` names those to keep. */
export const printable = (text: string, keep = ""): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => (keep.includes(one) ? one : "\uFFFD"));

export const toJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** Prints one result: an object, or an array of objects. */
export async function print(
  value: object,
  options: OutputOptions,
  terminal: Terminal,
): Promise<void> {
  const { stdout, env } = terminal;
  const shown = options.reveal ? value : masked(value);
  const format = formatOf(options, terminal);
  if (format === "table") {
    const width = stdout.isTTY ? stdout.columns : undefined;
    return writeLine(stdout, await toTable(shown, colorsOf(stdout, env), width));
  }
  if (format === "ndjson") {
    for (const item of [shown].flat()) await writeLine(stdout, JSON.stringify(item));
    return;
  }
  if (format === "json") return writeLine(stdout, toJson(shown));
  const { stringify } = await import("yaml");
  return writeLine(stdout, stringify(shown).trimEnd());
}

/** Prints results as they come; a table and YAML alone have to wait for all of them. */
export async function printAll(
  unit: string,
  items: AsyncIterable<object>,
  options: OutputOptions,
  terminal: Terminal,
): Promise<void> {
  const { stdout } = terminal;
  const format = formatOf(options, terminal);
  const progress = startProgress(unit, terminal);
  const all: object[] = [];
  let start = "[";
  try {
    for await (const item of items) {
      progress.advance();
      if (format === "ndjson") await print(item, options, terminal);
      else if (format === "json") {
        const json = toJson(options.reveal ? item : masked(item)).replace(/^/gm, "  ");
        stdout.write(`${start}\n${json}`);
        start = ",";
      } else all.push(item);
    }
  } finally {
    progress.stop();
  }
  if (format === "json") return writeLine(stdout, start === "[" ? "[]" : "\n]");
  if (format !== "ndjson") return print(all, options, terminal);
}

/**
 * A table with a row for each property of an object, or with a row for each object of a list. Rows
 * that are wider than the terminal are cut, and where too little would be left, each object of a
 * list gets a table of its own.
 */
async function toTable(
  value: unknown,
  colors: ReturnType<typeof colorsOf>,
  width = Number.POSITIVE_INFINITY,
): Promise<string> {
  const items: object[] = Array.isArray(value) ? value : [Object(value)];
  const columns = columnsOf(items);
  if (columns.length === 0) return "Nothing found.";
  const bold = columns.map((name) => colors.bold(name));
  const rows = items.map((item) => {
    const cells = new Map(Object.entries(item));
    return columns.map((name) => toCell(cells.get(name)));
  });
  const widths = Array.isArray(value) ? fitColumns([columns, ...rows], width) : undefined;
  if (widths !== undefined) return drawTable([bold, ...rows], widths);
  const tables = rows.map((row) => drawTable(row.map((cell, at) => [bold[at] ?? "", cell])));
  return (await Promise.all(tables)).join("\n\n");
}

/** The order of columns, whatever that of the service; the one to cut first is the last. */
const firstColumns = ["id", "name", "isActive", "eventTypes", "url"];

function columnsOf(items: object[]): string[] {
  const names = new Set(items.flatMap((item) => Object.keys(item)));
  return [...new Set([...firstColumns.filter((name) => names.has(name)), ...names])];
}

const gap = "  ";
/** Less of a value would say nothing. */
const minimumWidth = 12;

/** The widths at which columns fit, the widest ones cut; undefined if that leaves too little. */
function fitColumns(rows: string[][], available: number): number[] | undefined {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const room = available - gap.length * (widths.length - 1);
  while (widths.reduce((sum, width) => sum + width) > room) {
    // The first column is the id, which is of no use unless it is whole.
    const widest = Math.max(...widths.slice(1));
    if (widest <= minimumWidth) return undefined;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}

async function drawTable(rows: string[][], colWidths: number[] = []): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const bare = Object.fromEntries(
    "top,top-mid,top-left,top-right,bottom,bottom-mid,bottom-left,bottom-right,left,left-mid,mid,mid-mid,right,right-mid,middle"
      .split(",")
      .map((part) => [part, part === "middle" ? gap : ""]),
  );
  const table = new Table({
    chars: bare,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colWidths,
  });
  table.push(...rows);
  return table.toString().replace(/ +$/gm, "");
}

/** A value as the text of a cell, without control characters that a service could send. */
function toCell(value: unknown): string {
  if (Array.isArray(value)) return value.map(toCell).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.values(value).map(toCell).join(": ");
  return value === undefined ? "" : printable(String(value));
}

/** The format in which a command prints. */
export const formatOf = ({ output }: OutputOptions, { stdout }: Terminal): Format =>
  output ?? (stdout.isTTY ? "table" : "json");
