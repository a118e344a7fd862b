import { readFile } from "node:fs/promises";
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { keysOf } from "./json-pointer.js";

/** What the author of a contract should know about a place in it. */
export interface Problem {
  /** JSON pointer of the place in the bundled document. */
  pointer: string;
  reason: string;
}

/**
 * Describes problems of a bundled contract by their lines in its root file. Where bundling took a
 * part from elsewhere, that is the line of the reference to it, and the pointer is named as well.
 *
 * @param file - the root file of the contract
 * @param name - what to call it
 */
export async function describeProblems(
  problems: readonly Problem[],
  file: string,
  name: string,
): Promise<string[]> {
  if (problems.length === 0) return [];
  const lines = new LineCounter();
  const root = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  const descriptions = problems.map(({ pointer, reason }) => {
    const start: Step = { place: root.contents, value: root.contents };
    let [step, rest]: [Step, string[]] = [start, keysOf(pointer)];
    for (let next = childOf(step, rest[0]); next; next = childOf(step, rest[0])) {
      const value = isAlias(next.value) ? next.value.resolve(root) : next.value;
      [step, rest] = [{ ...next, value }, rest.slice(1)];
    }
    const offset = isNode(step.place) ? (step.place.range?.[0] ?? 0) : 0;
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}: ${rest.length > 0 ? `${pointer}: ` : ""}${reason}`;
  });
  return [...new Set(descriptions)];
}

/** A value of the file, and where a reader finds it: at its key, or at the item of a list. */
interface Step {
  place: unknown;
  value: unknown;
}

function childOf({ value: parent }: Step, key: string | undefined): Step | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(key)];
    return item === undefined ? undefined : { place: item, value: item };
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((one) => isScalar(one.key) && `${one.key.value}` === key);
  return pair && { place: pair.key, value: pair.value };
}
