import type { Failure, Report } from "./report.js";

/** What is wrong, line by line, each with the failures that tell of it; most told first. */
export function headlinesOf({ failed }: Pick<Report, "failed">): [string, Failure[]][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failed) {
    groups.set(failure.headline, [...(groups.get(failure.headline) ?? []), failure]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
