import type { Document } from "../contract/document.js";
import { placeOf, sentenceOf } from "./describe-change.js";
import { changedLinkParameters, isBreaking, isEditorial, pointerOf } from "./impact-rules.js";
import { type RedoclyChange, redoclyDiff } from "./redocly-diff.js";

/**
 * What a change does to those who rely on the contract: it breaks them, it gives them more, or it
 * only says the same in other words. The worst comes first.
 */
export const impacts = ["breaking", "additive", "editorial"] as const;
export type Impact = (typeof impacts)[number];

/** A difference between two contracts, for people. */
export interface Change {
  impact: Impact;
  /** The operation, delivery or shared part that changed. */
  place: string;
  /** What changed there: a sentence without its full stop. */
  what: string;
}

/**
 * Every difference between two bundled contracts, the worst first.
 *
 * @throws ScriptError when Redocly cannot compare them
 */
export async function compareContracts(base: Document, revision: Document): Promise<Change[]> {
  const found = await redoclyDiff(base, revision);
  const impactOf = (change: RedoclyChange): Impact => {
    if (isBreaking(change, base)) return "breaking";
    return isEditorial(change) ? "editorial" : "additive";
  };
  const changes = found
    // The version is what the other changes are compared with.
    .filter(({ typeName, property }) => typeName !== "Info" || property !== "version")
    .map((change) => ({
      impact: impactOf(change),
      place: placeOf(pointerOf(change)),
      what: sentenceOf(change),
    }));
  const ofLinks = changedLinkParameters(base, revision).map(({ pointer, what }) => ({
    impact: "breaking" as const,
    place: placeOf(pointer),
    what,
  }));
  return [...changes, ...ofLinks].toSorted(
    (a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact),
  );
}
