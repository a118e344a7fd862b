import { type AST, RegExpParser } from "@eslint-community/regexpp";

/**
 * Whether every string that matches one pattern is sure to match another. Goes by how the patterns
 * are written: `false` means no more than that nothing can be said.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  try {
    const [w, n] = [parse(wide), parse(narrow)];
    return n.alternatives.every((one) =>
      w.alternatives.some((other) => coversSequence(other.elements, one.elements, true)),
    );
  } catch {
    return false; // A pattern that cannot be parsed is not understood.
  }
}

const parse = (pattern: string) =>
  new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });

/** @param mayGoOn - whether whatever follows is allowed, as it is after a pattern without `$` */
function coversSequence(
  [w, ...wide]: AST.Element[],
  narrow: AST.Element[],
  mayGoOn = false,
): boolean {
  if (w === undefined) return narrow.length === 0 || mayGoOn;
  const [n, ...rest] = narrow;
  if (n !== undefined && coversElement(w, n) && coversSequence(wide, rest, mayGoOn)) return true;
  return w.type === "Quantifier" && w.min === 0 && coversSequence(wide, narrow, mayGoOn);
}

function coversElement(w: AST.Element, n: AST.Element): boolean {
  if (w.raw === n.raw) return true;
  if (w.type === "Quantifier") {
    const { min, max, element } = n.type === "Quantifier" ? n : { min: 1, max: 1, element: n };
    return w.min <= min && w.max >= max && coversElement(w.element, element);
  }
  if (isGroup(w) || isGroup(n)) {
    return alternativesOf(n).every((one) =>
      alternativesOf(w).some((other) => coversSequence(other, one)),
    );
  }
  const [wide, narrow] = [rangesOf(w), rangesOf(n)];
  if (wide === undefined || narrow === undefined) return false;
  return narrow.every(([from, to]) => wide.some(([least, most]) => least <= from && to <= most));
}

type Group = AST.Group | AST.CapturingGroup;

/** A group with modifiers reads what is in it in a way of its own. */
const isGroup = (element: AST.Element): element is Group =>
  element.type === "CapturingGroup" || (element.type === "Group" && element.modifiers === null);

const alternativesOf = (element: AST.Element): AST.Element[][] =>
  isGroup(element) ? element.alternatives.map(({ elements }) => elements) : [[element]];

type Range = [from: number, to: number];

/** The characters of a set that lists them; undefined for any other element. */
function rangesOf(element: AST.Element): Range[] | undefined {
  if (element.type === "Character") return [[element.value, element.value]];
  if (element.type !== "CharacterClass" || element.negate) return undefined;
  const ranges: Range[] = [];
  for (const one of element.elements) {
    if (one.type === "Character") ranges.push([one.value, one.value]);
    else if (one.type === "CharacterClassRange") ranges.push([one.min.value, one.max.value]);
    else return undefined;
  }
  return joined(ranges);
}

/** Ranges that touch or overlap, as one. */
function joined(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
