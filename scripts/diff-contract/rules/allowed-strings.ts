import type { Document, Schema } from "../../contract/document.js";
import { covers } from "../pattern-cover.js";
import { type SchemaPair, schemaPairs } from "../schema-pairs.js";
import type { Finding } from "./rule.js";

/** What is to be said of patterns and of what is forbidden, where Redocly cannot tell. */
export interface Judgement {
  findings: Finding[];
  /** Keywords whose change is sure to break nobody. */
  acquitted: { part: object; keyword: string }[];
}

/**
 * To Redocly every other pattern breaks, and under `not` it takes more for less. What users send
 * has to be allowed as before; what they receive must not become more.
 */
export function judgeAllowedStrings(base: Document, revision: Document): Judgement {
  const judgement: Judgement = { findings: [], acquitted: [] };
  for (const pair of schemaPairs(base, revision)) {
    judgePattern(pair, judgement);
    if (pair.isNegated) judgeForbidden(pair, judgement);
  }
  return judgement;
}

/** Whether it is the base that has to be within the revision, not the other way round. */
const mayGrow = ({ direction, isNegated }: SchemaPair) => (direction === "sent") !== isNegated;

function judgePattern(pair: SchemaPair, { findings, acquitted }: Judgement): void {
  const [before, after] = [pair.base.pattern, pair.revision.pattern];
  if (typeof before !== "string" || typeof after !== "string" || before === after) return;
  const isFine = mayGrow(pair) ? covers(after, before) : covers(before, after);
  const what = `\`pattern\` changed from \`${before}\` to \`${after}\``;
  if (isFine) acquitted.push({ part: pair.base, keyword: "pattern" });
  else findings.push({ part: pair.base, what });
}

function judgeForbidden(pair: SchemaPair, { findings, acquitted }: Judgement): void {
  const [before, after] = [pair.base.anyOf, pair.revision.anyOf];
  if (JSON.stringify(otherDemands(pair.base)) !== JSON.stringify(otherDemands(pair.revision))) {
    findings.push({ part: pair.base, what: "What is forbidden changed" });
  }
  if (before === undefined || after === undefined) return;
  const [kept, all] = mayGrow(pair) ? [after, before] : [before, after];
  const strangers = all.filter((one) => !kept.some((other) => allows(other, one)));
  if (strangers.length === 0) acquitted.push({ part: pair.base, keyword: "anyOf" });
  const now = mayGrow(pair) ? "no longer forbidden" : "forbidden now";
  for (const one of strangers) {
    findings.push({ part: before, what: `\`${one.pattern ?? JSON.stringify(one)}\` is ${now}` });
  }
}

const ofWords = ["title", "description", "examples"];
const judgedElsewhere = ["pattern", "items", "properties", "not"];

/** What a schema demands beside what is looked at here. */
function otherDemands(schema: Schema): [string, unknown][] {
  const ignored = [...ofWords, ...judgedElsewhere];
  const entries = Object.entries(schema).filter(([keyword]) => !ignored.includes(keyword));
  return entries
    .map(([keyword, value]): [string, unknown] => [keyword, keyword === "anyOf" ? true : value])
    .toSorted(([a], [b]) => a.localeCompare(b));
}

/** Whether what one schema allows is sure to be allowed by the other. */
function allows(wide: Schema, narrow: Schema): boolean {
  const isPattern = [wide, narrow].every((one) => Object.keys(one).join() === "pattern");
  if (isPattern) return covers(String(wide.pattern), String(narrow.pattern));
  return JSON.stringify(wide) === JSON.stringify(narrow);
}
