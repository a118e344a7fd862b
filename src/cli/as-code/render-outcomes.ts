import { ForbiddenError, UnauthorizedError } from "../../index.js";
import type { colorsOf } from "../output.js";
import { CommandError, exitCodes } from "../terminal.js";
import type { Outcome } from "./apply-plan.js";
import { titleOf } from "./render-plan.js";

/** Past forms of what a change does. */
const done = { create: "created", update: "updated", delete: "deleted" } as const;

const of = (outcomes: readonly Outcome[], result: Outcome["result"]) =>
  outcomes.filter((outcome) => outcome.result === result);

/** What became of the changes: a line for each that is not done or unknown, and the counts. */
export function toText(outcomes: readonly Outcome[], colors: ReturnType<typeof colorsOf>): string {
  const lines = (["not done", "unknown"] as const).flatMap((result) =>
    of(outcomes, result).map(({ change, reason }) => {
      const what = `${result}: ${change.action} '${change.name}' of ${titleOf(change)}: ${reason}`;
      return colors.red(what);
    }),
  );
  const counts = Object.entries(done).map(([action, past]) => {
    const some = of(outcomes, "done").filter(({ change }) => change.action === action);
    return `${some.length} ${past}`;
  });
  const [failed, unknown] = [of(outcomes, "not done").length, of(outcomes, "unknown").length];
  const rest = `${failed > 0 ? `; ${failed} not done` : ""}${unknown > 0 ? `; ${unknown} unknown` : ""}`;
  return [...lines, colors.bold(`Applied: ${counts.join(", ")}${rest}.`)].join("\n");
}

/** The outcomes as JSON, without errors, which have details of requests. */
export const toDocument = (outcomes: readonly Outcome[]): object => ({
  version: 1,
  outcomes: outcomes.map(({ error: _, ...outcome }) => outcome),
});

/** The error of changes that are not done or unknown; undefined if all are done. */
export function outcomeError(
  outcomes: readonly Outcome[],
  { aborted: isInterrupted }: AbortSignal,
): CommandError | undefined {
  const open = outcomes.filter(({ result }) => result !== "done");
  if (open.length === 0) return undefined;
  const errors = open.flatMap(({ error }) => error ?? []);
  const isRefused =
    open.length === outcomes.length &&
    errors.every((one) => one instanceof UnauthorizedError || one instanceof ForbiddenError);
  const what = `${open.length} of ${outcomes.length} changes are not done or unknown`;
  if (isInterrupted) {
    return new CommandError(`interrupted; ${what}; apply again`, exitCodes.interrupted);
  }
  return isRefused
    ? new CommandError(`${what}: check the token and its scope`, exitCodes.notAuthorised)
    : new CommandError(`${what}: apply again, it does what is left`, exitCodes.failed);
}
