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

/** Something that the contract says, of which the suite has to see proof. */
export interface Element {
  /** The operationId, or the name of the response. */
  row: string;
  column: Column;
  /** Unique within its row and column. */
  name: string;
}

/** A row of the table: an operation, a delivery or a response. */
export interface CoverageRow {
  name: string;
  /** In the order of `columns`. */
  cells: string[];
  notApplicable: number;
  /** Undefined where nothing is applicable. */
  percentage: number | undefined;
}

interface Entry {
  element: Element;
  isProven: boolean;
  /** Why there is nothing to prove. */
  reason?: string;
}

/** Holds what is to be covered against what checks have proven. */
export class Coverage {
  readonly #entries = new Map<string, Entry>();

  /** Declares elements; done by reading the contract, whatever checks there are. */
  plan(elements: Element[]): void {
    for (const element of elements) this.#entries.set(key(element), { element, isProven: false });
  }

  /** @throws for an element that the contract does not have */
  prove(elements: Element[]): void {
    for (const element of elements) this.#entry(element).isProven = true;
  }

  /** Sets elements apart that cannot be proven here. @throws as `prove` does */
  except(elements: Element[], reason: string): void {
    for (const element of elements) this.#entry(element).reason = reason;
  }

  missing(): string[] {
    return [...this.#entries]
      .filter(([, { isProven, reason }]) => !isProven && reason === undefined)
      .map(([name]) => name);
  }

  /** A table of proven and planned elements: a line for each row, and one for all. */
  toString(): string {
    const entries = [...this.#entries.values()];
    const rows = [...new Set(entries.map(({ element }) => element.row))];
    const line = (title: string, cells: readonly string[]) =>
      `  ${title.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join("")}`;
    const lineOf = (title: string, some: Entry[]) => {
      const cells = columns.map((column) =>
        cellOf(some.filter(({ element }) => element.column === column)),
      );
      return line(title, [...cells, `${apart(some).length || "–"}`]);
    };
    const applicable = entries.length - apart(entries).length;
    const proven = provenOf(entries);
    return [
      line("", [...columns, "not appl."]),
      ...rows.map((row) =>
        lineOf(
          row,
          entries.filter(({ element }) => element.row === row),
        ),
      ),
      lineOf("all", entries),
      `  ${proven} of ${applicable} covered: ${percentage(proven, applicable)} %`,
      ...this.#reasons(),
    ].join("\n");
  }

  /** The same table for whoever shows it in another way: `proven/planned` by row, and for all. */
  table(): CoverageRow[] {
    const entries = [...this.#entries.values()];
    const rowOf = (name: string, some: Entry[]): CoverageRow => {
      const applicable = some.length - apart(some).length;
      return {
        name,
        cells: columns.map((column) =>
          cellOf(some.filter(({ element }) => element.column === column)),
        ),
        notApplicable: apart(some).length,
        percentage: applicable === 0 ? undefined : percentage(provenOf(some), applicable),
      };
    };
    const rows = [...new Set(entries.map(({ element }) => element.row))];
    return [
      ...rows.map((row) =>
        rowOf(
          row,
          entries.filter(({ element }) => element.row === row),
        ),
      ),
      rowOf("all", entries),
    ];
  }

  /** A line for each reason why elements are set apart. */
  #reasons(): string[] {
    const elements = apart([...this.#entries.values()]);
    return [...new Set(elements.map(({ reason }) => reason))].map((reason) => {
      const count = elements.filter((entry) => entry.reason === reason).length;
      return `  ${count} not applicable: ${reason}`;
    });
  }

  #entry(element: Element): Entry {
    const entry = this.#entries.get(key(element));
    if (entry === undefined) throw new Error(`not in the contract: ${key(element)}`);
    return entry;
  }
}

const key = ({ row, column, name }: Element) => `${row} · ${column} · ${name}`;

const apart = (entries: Entry[]) => entries.filter(({ reason }) => reason !== undefined);

const provenOf = (entries: Entry[]) =>
  entries.filter(({ isProven, reason }) => isProven && reason === undefined).length;

/** Proven and applicable elements of one cell. */
function cellOf(entries: Entry[]): string {
  const applicable = entries.length - apart(entries).length;
  return applicable === 0 ? "–" : `${provenOf(entries)}/${applicable}`;
}

/** Rounded down, so that only all of it is 100. */
const percentage = (part: number, whole: number) => Math.floor((part / whole) * 1000) / 10;
