/** What there is to cover of an operation, a delivery or a response: one column each. */
export const columns = ["statuses", "media types", "examples", "accepted", "refused"] as const;
export type Column = (typeof columns)[number];

/** Something that the contract says, of which the suite has to see proof. */
export interface Element {
  /** The operationId, or the name of the response. */
  row: string;
  column: Column;
  /** Unique within its row and column. */
  name: string;
}

/** Holds what is to be covered against what checks have proven. */
export class Coverage {
  readonly #proven = new Map<string, { element: Element; isProven: boolean }>();

  /** Declares elements; done by reading the contract, whatever checks there are. */
  plan(elements: Element[]): void {
    for (const element of elements) this.#proven.set(key(element), { element, isProven: false });
  }

  /** @throws for an element that the contract does not have */
  prove(elements: Element[]): void {
    for (const element of elements) {
      const entry = this.#proven.get(key(element));
      if (entry === undefined) throw new Error(`not in the contract: ${key(element)}`);
      entry.isProven = true;
    }
  }

  missing(): string[] {
    return [...this.#proven].filter(([, { isProven }]) => !isProven).map(([name]) => name);
  }

  /** A table of proven and planned elements: a line for each row, and one for all. */
  toString(): string {
    const entries = [...this.#proven.values()];
    const rows = [...new Set(entries.map(({ element }) => element.row))];
    const count = (row: string | undefined, column: Column) => {
      const cell = entries.filter(
        ({ element }) => element.column === column && (row === undefined || element.row === row),
      );
      const proven = cell.filter(({ isProven }) => isProven).length;
      return cell.length === 0 ? "–" : `${proven}/${cell.length}`;
    };
    const line = (title: string, cells: readonly string[]) =>
      `  ${title.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join("")}`;
    const proven = entries.filter(({ isProven }) => isProven).length;
    return [
      line("", columns),
      ...rows.map((row) =>
        line(
          row,
          columns.map((column) => count(row, column)),
        ),
      ),
      line(
        "all",
        columns.map((column) => count(undefined, column)),
      ),
      `  ${proven} of ${entries.length} covered: ${percentage(proven, entries.length)} %`,
    ].join("\n");
  }
}

const key = ({ row, column, name }: Element) => `${row} · ${column} · ${name}`;

/** Rounded down, so that only all of it is 100. */
const percentage = (part: number, whole: number) => Math.floor((part / whole) * 1000) / 10;
