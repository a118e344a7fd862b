import type { Document } from "../../../scripts/contract/document.js";
import { deliveries } from "../../../scripts/contract/operations.js";
import type { Check } from "../../run/check.js";

/** What became of one thing that was wrong. */
export interface Verdict {
  /** What was wrong, for the table. */
  kind: string;
  /** The check that noticed. */
  killer: Check | undefined;
  /** Why none can notice, if that is argued. */
  argument: string | undefined;
}

/** The kinds of checks: the files of `checks/`, and the stories. */
const checkKinds = [
  "answers",
  "constraints",
  "protocol",
  "invalid responses",
  "deliveries",
  "stories",
];

/** Counts what the suite noticed, by what was wrong and by the kind of check that noticed. */
export class Tally {
  readonly #verdicts: Verdict[] = [];
  readonly #deliveries: string[];

  constructor(contract: Document) {
    this.#deliveries = deliveries(contract).map(({ operationId }) => operationId);
  }

  add(verdict: Verdict): void {
    this.#verdicts.push(verdict);
  }

  /** A table, and a line of totals. */
  toString(): string {
    const kinds = [...new Set(this.#verdicts.map(({ kind }) => kind))].sort();
    const line = (title: string, cells: readonly (string | number)[]) =>
      `  ${title.padEnd(34)}${cells.map((cell) => `${cell || "–"}`.padStart(12)).join("")}`;
    const lineOf = (title: string, some: Verdict[]) => line(title, this.#cells(some));
    const [killed, argued, survived] = this.#totals(this.#verdicts);
    return [
      line("killed by", [...checkKinds, "argued", "survived", "all"]),
      ...kinds.map((kind) =>
        lineOf(
          kind,
          this.#verdicts.filter((one) => one.kind === kind),
        ),
      ),
      lineOf("all", this.#verdicts),
      `  ${this.#verdicts.length} in all: ${killed} killed, ${argued} argued, ${survived} survived`,
    ].join("\n");
  }

  #cells(some: Verdict[]): number[] {
    const kinds = some.flatMap(({ killer }) => (killer ? [this.#kindOf(killer)] : []));
    const [, argued, survived] = this.#totals(some);
    const byKind = checkKinds.map((kind) => kinds.filter((one) => one === kind).length);
    return [...byKind, argued, survived, some.length];
  }

  #totals(some: Verdict[]): [killed: number, argued: number, survived: number] {
    const killed = some.filter(({ killer }) => killer !== undefined).length;
    const argued = some.filter((one) => !one.killer && one.argument !== undefined).length;
    return [killed, argued, some.length - killed - argued];
  }

  #kindOf({ needs, proves: [element] }: Check): string {
    if (needs.includes("forced answers")) return "answers";
    if (needs.includes("invalid responses")) {
      return this.#deliveries.includes(element?.row ?? "") ? "deliveries" : "invalid responses";
    }
    if (element?.column === "behaviours") return "stories";
    const isOfSchema = element?.column === "examples" || element?.name.startsWith("/");
    return isOfSchema ? "constraints" : "protocol";
  }
}
