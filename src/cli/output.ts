import { styleText } from "node:util";
import { isSecretProperty } from "../shared/redaction.js";
import type { formats } from "./options.js";
import { startProgress } from "./progress.js";
import { type Terminal, writeLine } from "./terminal.js";

export interface OutputOptions {
  output?: (typeof formats)[number];
  reveal?: boolean;
}

export const formatOf = ({ output }: OutputOptions, { stdout }: Terminal) =>
  output ?? (stdout.isTTY ? "table" : "json");

/** Styles text: as it is unless the output is a terminal that can do it, or FORCE_COLOR is set. */
export type Paint = (style: "bold" | "dim" | "green" | "yellow" | "red", text: string) => string;

export function createPaint({ stdout, env }: Terminal): Paint {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  const isTerminal = stdout.isTTY && TERM !== "dumb";
  const hasColors = FORCE_COLOR ? !/^(0|false)$/.test(FORCE_COLOR) : isTerminal;
  if (NO_COLOR || !hasColors) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** The style of an HTTP status; undefined where there is no response. */
export function styleOf(status = 0) {
  if (status >= 200 && status < 300) return "green";
  return status >= 300 && status < 500 ? "yellow" : "red";
}

/** Writes what happens, with the time of day. */
export function writeEvent(text: string, terminal: Terminal): Promise<void> {
  const time = new Date(terminal.clock.now()).toTimeString().slice(0, 8);
  return writeLine(terminal.stdout, `${createPaint(terminal)("dim", time)} ${text}`);
}

/** A time in the largest unit that leaves at least two of it. */
export function formatSeconds(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "days"],
    [3600, "h"],
    [60, "min"],
  ];
  const [size, unit] = units.find(([one]) => seconds >= 2 * one) ?? [1, "s"];
  return `${Number((seconds / size).toFixed(seconds < 2 ? 1 : 0))} ${unit}`;
}

/** What is printed in place of a secret. */
export const mask = "********";

/** Replaces the values of secret properties, at any depth. */
export const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part) =>
      isSecretProperty(key) && typeof part === "string" ? mask : part,
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
  const shown = options.reveal ? value : masked(value);
  const text = {
    table: () => toTable(shown, terminal),
    json: () => toJson(shown),
    ndjson: () =>
      [shown]
        .flat()
        .map((item) => JSON.stringify(item))
        .join("\n"),
    yaml: async () => (await import("yaml")).stringify(shown).trimEnd(),
  };
  await writeLine(terminal.stdout, await text[formatOf(options, terminal)]());
}

/** Prints results: as NDJSON each as it comes, in the other formats once all are there. */
export async function printAll(
  items: AsyncIterable<object>,
  options: OutputOptions,
  terminal: Terminal,
): Promise<void> {
  const isStreaming = formatOf(options, terminal) === "ndjson";
  const progress = startProgress("webhooks", terminal);
  const all: object[] = [];
  try {
    for await (const item of items) {
      progress.advance();
      if (isStreaming) await print(item, options, terminal);
      else all.push(item);
    }
  } finally {
    progress.stop();
  }
  if (!isStreaming) await print(all, options, terminal);
}

/** The order of columns, whatever that of the service; the one to cut first is the last. */
const firstColumns = ["id", "name", "isActive", "eventTypes", "url"];
const gap = "  ";
/** Less of a value would say nothing. */
const minimumWidth = 12;

/**
 * A table with a row for each property of an object, or with a row for each object of a list. Rows
 * that are wider than the terminal are cut, and where too little would be left, each object of a
 * list gets a table of its own.
 */
async function toTable(value: unknown, terminal: Terminal): Promise<string> {
  const { stdout } = terminal;
  const paint = createPaint(terminal);
  const items = [value].flat().map((item) => new Map(Object.entries(Object(item))));
  const names = new Set(items.flatMap((item) => [...item.keys()]));
  if (names.size === 0) return "Nothing found.";
  const columns = [...new Set([...firstColumns.filter((name) => names.has(name)), ...names])];
  const head = columns.map((name) => paint("bold", printable(name)));
  const rows = items.map((item) => columns.map((name) => toCell(item.get(name))));
  const available = stdout.isTTY ? stdout.columns : undefined;
  const { default: Table } = await import("cli-table3");
  const parts = Object.keys(new Table().options.chars);
  const chars = Object.fromEntries(parts.map((part) => [part, part === "middle" ? gap : ""]));
  const style = { border: [], "padding-left": 0, "padding-right": 0 };
  const draw = (cells: string[][], colWidths: number[] = []) => {
    const table = new Table({ chars, style, colWidths });
    table.push(...cells);
    const text = table.toString().replace(/ +$/gm, "");
    // The table measures what is there: a character may be two columns wide.
    return { text, widths: table.options.colWidths.map(Number) };
  };
  const list = [head, ...rows];
  const widths = Array.isArray(value) ? fitColumns(draw(list).widths, available) : undefined;
  if (widths) return draw(list, widths).text;
  const records = rows.map((row) => draw(row.map((cell, at) => [head[at] ?? "", cell])));
  return records.map(({ text }) => text).join("\n\n");
}

/** The widths at which columns fit, the widest ones cut; undefined if that leaves too little. */
function fitColumns(
  natural: readonly number[],
  available = Number.POSITIVE_INFINITY,
): number[] | undefined {
  const widths = [...natural];
  const room = available - gap.length * (widths.length - 1);
  while (widths.reduce((sum, width) => sum + width) > room) {
    // The first column is the id, which is of no use unless it is whole.
    const widest = Math.max(...widths.slice(1));
    if (widest <= minimumWidth) return undefined;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}

/** A value as the text of a cell, without control characters that a service could send. */
function toCell(value: unknown): string {
  if (Array.isArray(value)) return value.map(toCell).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.values(value).map(toCell).join(": ");
  return value === undefined ? "" : printable(String(value));
}
