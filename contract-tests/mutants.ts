import { at, type Document, escapeToken, unescapeToken } from "../scripts/contract/document.js";
import type { Prism } from "../scripts/mock/prism.js";
import type { Check } from "./check.js";
import type { Suite } from "./suite.js";
import { createPrismTarget } from "./targets/prism.js";
import { reasonAgainst } from "./targets/target.js";

/** A copy of the contract from which one thing was removed. */
export interface Mutant {
  /** What was removed, as a JSON pointer into the contract. */
  pointer: string;
  document: Document;
}

const removable = [
  "pattern",
  "format",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "const",
];

/**
 * Every copy of the contract that lacks one constraint, one `required` entry, one forbidden value,
 * one status or one required header.
 */
export function mutantsOf(contract: Document): Mutant[] {
  return pointersIn(contract, "#").map((pointer) => ({
    pointer,
    document: without(contract, pointer),
  }));
}

function pointersIn(node: unknown, pointer: string): string[] {
  if (node === null || typeof node !== "object") return [];
  if (pointer === "#/components/examples") return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${pointer}/${escapeToken(key)}`;
    if (isListOfDemands(key, value, pointer)) return entriesIn(value, here);
    if (isDemand(key, value, node)) return [here];
    return pointersIn(value, here);
  });
}

/** Whether every entry is a demand of its own. */
function isListOfDemands(key: string, value: unknown, pointer: string): value is object {
  if (key === "responses") return pointer !== "#/components";
  return (
    (key === "required" && Array.isArray(value)) || (key === "anyOf" && pointer.endsWith("/not"))
  );
}

function isDemand(key: string, value: unknown, owner: { in?: string }): boolean {
  // OpenAPI itself demands that a parameter in the path is required.
  if (key === "required") return value === true && owner.in !== "path";
  return key === "enum" || (removable.includes(key) && typeof value !== "object");
}

const entriesIn = (node: object, pointer: string) =>
  Object.keys(node).map((key) => `${pointer}/${escapeToken(key)}`);

function without(contract: Document, pointer: string): Document {
  const document = structuredClone(contract);
  const parent = at(document, pointer.slice(0, pointer.lastIndexOf("/")));
  const key = unescapeToken(pointer.slice(pointer.lastIndexOf("/") + 1));
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete (parent as Record<string, unknown>)[key];
  return document;
}

/**
 * Runs the suite, unchanged, against mocks of the mutant until a check fails.
 *
 * @returns the title of the check that noticed; undefined if none did
 */
export async function findKiller(
  prism: Prism,
  suite: Suite,
  { pointer, document }: Mutant,
): Promise<string | undefined> {
  const target = createPrismTarget(prism, suite.canaries, document);
  const askable = suite.checks.filter((check) => reasonAgainst(target, check) === undefined);
  try {
    for (const check of nearestFirst(askable, pointer)) {
      const passes = await check.run(target).then(
        () => true,
        () => false,
      );
      if (!passes) return check.title;
    }
    return undefined;
  } finally {
    await target.close();
  }
}

/** The verdict does not depend on the order, but most mutants are noticed next to what they lack. */
function nearestFirst(checks: Check[], pointer: string): Check[] {
  const nearness = ({ touches }: Check) =>
    Math.max(0, ...touches.map((one) => common(one, pointer)));
  return checks
    .map((check) => ({ check, nearness: nearness(check) }))
    .sort((a, b) => b.nearness - a.nearness)
    .map(({ check }) => check);
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
