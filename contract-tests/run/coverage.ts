import { type Document, jsonOf } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";

/** What there is to cover of an operation, a delivery or a response: one column each. */
export const columns = [
  "statuses",
  "media types",
  "examples",
  "accepted",
  "refused",
  "behaviours",
] as const;
export type Column = (typeof columns)[number];

/** Something that the contract says and that the suite has to prove. */
export interface CoverageItem {
  /** The operationId, or `responsesRow`. */
  row: string;
  column: Column;
  /** Unique within its row and column. */
  name: string;
}

/** The row of what the contract says about responses that operations share. */
export const responsesRow = "responses";

export const behaviour = (row: string, name: string): CoverageItem => ({
  row,
  column: "behaviours",
  name,
});

/**
 * The operations, statuses, media types and examples of a contract, read without asking which
 * checks there are; of the media types of a body, the first that is JSON. What schemas and words
 * demand is known by the checks.
 */
export function coveragePlan(contract: Document): CoverageItem[] {
  const items = (row: string, column: Column, names: string[]): CoverageItem[] =>
    names.map((name) => ({ row, column, name }));
  const ofContent = (row: string, prefix: string, content: Parameters<typeof jsonOf>[0]) => {
    const { type, examples = {} } = jsonOf(content) ?? {};
    if (type === undefined) return [];
    const names = Object.keys(examples).map((name) => `${prefix} ${type} ${name}`);
    return [...items(row, "media types", [`${prefix} ${type}`]), ...items(row, "examples", names)];
  };
  const ofResponses = ({ operationId, method, responses }: Operation) =>
    Object.entries(responses).flatMap(([status, { content }]) => [
      ...items(operationId, "statuses", [status]),
      // A response to HEAD has no body.
      ...(method === "head" ? [] : ofContent(operationId, status, content)),
    ]);
  return [
    ...[...apiOperations(contract), ...deliveries(contract)].flatMap(
      ({ operationId, requestBody }) => ofContent(operationId, "request", requestBody?.content),
    ),
    ...apiOperations(contract).flatMap(ofResponses),
  ];
}

/** A row of the table: an operation, a delivery, or the responses. */
export interface CoverageRow {
  name: string;
  /** `proven/applicable`, in the order of `columns`. */
  cells: string[];
  notApplicable: number;
  /** Undefined where nothing is applicable. */
  percentage: number | undefined;
}

interface Entry {
  item: CoverageItem;
  isProven: boolean;
  /** Why there is nothing to prove. */
  reason: string | undefined;
}

/** Compares what is to be proven with what checks have proven. */
export class Coverage {
  readonly #entries: Map<string, Entry>;

  /** @param plan - everything that is to be proven */
  constructor(plan: CoverageItem[]) {
    const entryOf = (item: CoverageItem): Entry => ({ item, isProven: false, reason: undefined });
    this.#entries = new Map(plan.map((item) => [keyOf(item), entryOf(item)]));
  }

  prove(items: CoverageItem[]): void {
    this.#change(items, { isProven: true });
  }

  /** Excludes items that cannot be proven here; without a reason, takes that back. */
  exclude(items: CoverageItem[], reason: string | undefined): void {
    this.#change(items, { reason });
  }

  #change(items: CoverageItem[], change: Partial<Entry>): void {
    for (const item of items) {
      const entry = this.#entries.get(keyOf(item));
      if (entry === undefined) throw new Error(`not in the contract: ${keyOf(item)}`);
      Object.assign(entry, change);
    }
  }

  missing(): string[] {
    return [...this.#entries]
      .filter(([, { isProven, reason }]) => !isProven && reason === undefined)
      .map(([key]) => key);
  }

  /** A row for each operation and delivery, one for the responses and one for all. */
  table(): CoverageRow[] {
    const entries = [...this.#entries.values()];
    const names = [...new Set(entries.map(({ item }) => item.row))];
    const ofRow = (name: string) => entries.filter(({ item }) => item.row === name);
    return [...names.map((name) => rowOf(name, ofRow(name))), rowOf("all", entries)];
  }

  /** The table as text, without rows where nothing is applicable. */
  toString(): string {
    const rows = this.table();
    const line = (title: string, cells: readonly string[]) =>
      `  ${title.padEnd(24)}${cells.map((cell) => cell.padStart(12)).join("")}`;
    const all = rows.at(-1);
    return [
      line("", [...columns, "not appl."]),
      ...rows
        .filter(({ percentage }) => percentage !== undefined)
        .map(({ name, cells, notApplicable }) => line(name, [...cells, `${notApplicable || "–"}`])),
      `  covered: ${all?.percentage ?? 0} %`,
      ...this.#reasons(),
    ].join("\n");
  }

  #reasons(): string[] {
    const reasons = [...this.#entries.values()].flatMap(({ reason }) => reason ?? []);
    return [...new Set(reasons)].map((reason) => {
      const count = reasons.filter((one) => one === reason).length;
      return `  ${count} ${reason}`;
    });
  }
}

const keyOf = ({ row, column, name }: CoverageItem) => `${row} · ${column} · ${name}`;

function rowOf(name: string, entries: Entry[]): CoverageRow {
  const applicable = entries.filter(({ reason }) => reason === undefined);
  const proven = applicable.filter(({ isProven }) => isProven);
  return {
    name,
    cells: columns.map((column) => {
      const isHere = ({ item }: Entry) => item.column === column;
      const total = applicable.filter(isHere).length;
      return total === 0 ? "–" : `${proven.filter(isHere).length}/${total}`;
    }),
    notApplicable: entries.length - applicable.length,
    // Rounded down, so that only all of it is 100.
    percentage:
      applicable.length === 0
        ? undefined
        : Math.floor((proven.length / applicable.length) * 1000) / 10,
  };
}
