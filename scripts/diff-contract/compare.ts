import type { Document } from "../contract/document.js";
import { type Change, impacts, isWithin } from "./change.js";
import { describeChanges } from "./describe.js";
import { writtenAlike } from "./equivalent.js";
import { placeOf } from "./place.js";
import { type PointerOf, pointersOf } from "./pointers.js";
import { redoclyChanges } from "./redocly-changes.js";
import { judgeAllowedStrings } from "./rules/allowed-strings.js";
import { deliveries } from "./rules/deliveries.js";
import { links } from "./rules/links.js";
import { responseHeaders } from "./rules/response-headers.js";
import type { Finding } from "./rules/rule.js";
import { schemas } from "./rules/schemas.js";

const rules = [links, responseHeaders, deliveries, schemas];

/**
 * Every difference between two bundled contracts, the worst first: what `redocly diff` finds, and
 * what our rules find beyond that.
 *
 * @throws DiffError when Redocly cannot compare them
 */
export async function compareContracts(before: Document, after: Document): Promise<Change[]> {
  const [base, revision] = writtenAlike(before, after);
  const pointerOf = pointersOf(base);
  const judged = judgeAllowedStrings(base, revision);
  const findings = [...rules.flatMap((rule) => rule(base, revision)), ...judged.findings];
  const ours = uniqueChanges(base, findings, pointerOf);
  const acquitted = judged.acquitted
    .map(({ part, keyword }) => `${pointerOf(part)}/${keyword}`)
    .filter((pointer) => !ours.some((one) => isWithin(one.pointer, pointer)));
  const theirs = describeChanges(base, revision, await redoclyChanges(base, revision), acquitted);
  return sorted(merged(theirs, ours));
}

function uniqueChanges(base: Document, findings: Finding[], pointerOf: PointerOf): Change[] {
  const changes = findings.map(({ part, what }): [string, Change] => {
    const pointer = pointerOf(part);
    const place = placeOf(base, pointer);
    // What is shared is found wherever it is used.
    return [`${pointer} ${what}`, { impact: "breaking", pointer, place, what }];
  });
  return [...new Map(changes).values()];
}

/** Both may have noticed the same: it is told once, by whom it is breaking to. */
function merged(theirs: Change[], ours: Change[]): Change[] {
  const isTold = (change: Change, by: Change[]) =>
    by.some((other) => isWithin(change.pointer, other.pointer));
  const breaking = theirs.filter(({ impact }) => impact === "breaking");
  const added = ours.filter((change) => !isTold(change, breaking));
  const rest = theirs.filter(({ impact }) => impact !== "breaking");
  return [...breaking, ...added, ...rest.filter((change) => !isTold(change, added))];
}

const sorted = (changes: Change[]) =>
  changes.toSorted((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact));
