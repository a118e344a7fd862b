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
  if (format === "table") return writeLine(stdout, await toTable(shown, colorsOf(stdout, env)));
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

/** A table with a row for each object, or with a row for each property of a single one. */
async function toTable(value: unknown, colors: ReturnType<typeof colorsOf>): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const isList = Array.isArray(value);
  const columns = isList ? [...new Set(value.flatMap((item) => Object.keys(item)))] : [];
  if (isList && columns.length === 0) return "Nothing found.";
  const bare = Object.fromEntries(
    "top,top-mid,top-left,top-right,bottom,bottom-mid,bottom-left,bottom-right,left,left-mid,mid,mid-mid,right,right-mid,middle"
      .split(",")
      .map((part) => [part, part === "middle" ? "  " : ""]),
  );
  const table = new Table({
    head: columns.map((name) => colors.bold(name)),
    chars: bare,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  if (isList) table.push(...value.map((item) => columns.map((name) => toCell(item[name]))));
  else {
    for (const [name, part] of Object.entries(Object(value))) {
      table.push([colors.bold(name), toCell(part)]);
    }
  }
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
