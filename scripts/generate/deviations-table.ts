import type { Deviation } from "../diff-contract/published.js";

const [begin, end] = ["<!-- deviations -->", "<!-- /deviations -->"];

/** A Markdown text with the table of deviations between its two markers. */
export function withDeviationsTable(text: string, deviations: readonly Deviation[]): string {
  const rows = deviations.map(({ title, reason }) => `| ${title} | ${reason} |`);
  const table = ["| Published and here | Reason |", "|---|---|", ...rows].join("\n");
  const [before, rest = ""] = text.split(begin, 2);
  const after = rest.slice(rest.indexOf(end));
  return `${before}${begin}\n${table}\n${after}`;
}
