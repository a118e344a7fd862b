import { readFile } from "node:fs/promises";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import { keysOf } from "./json-pointer.js";

/** What the author of a contract should know about a place in it. */
export interface Problem {
  /** JSON pointer of the place in the bundled document. */
  pointer: string;
  reason: string;
}

/** The most references that are followed on the way to a place. */
const maxReferences = 10;

/**
 * Describes problems of a bundled contract by their lines in its root file. What bundling took from
 * another file has no line there, so its pointer is named instead.
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
  const start: Step = { place: root.contents, node: root.contents };
  const descriptions = problems.map(({ pointer, reason }) => {
    const offset = find(keysOf(pointer))?.range?.[0];
    if (offset === undefined) return `${name}: ${pointer}: ${reason}`;
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}: ${reason}`;
  });
  return [...new Set(descriptions)];

  /** What a reader looks for at the end of a path of keys: the key, or the item of a list. */
  function find(keys: readonly string[], from = start, references = 0): Node | undefined {
    const [key, ...others] = keys;
    if (key === undefined) return isNode(from.place) ? from.place : undefined;
    const parent = isAlias(from.node) ? from.node.resolve(root) : from.node;
    const child = childOf(parent, key);
    if (child !== undefined) return find(others, child, references);
    const target = isMap(parent) ? `${parent.get("$ref") ?? ""}` : "";
    if (!target.startsWith("#/") || references === maxReferences) return undefined;
    return find([...keysOf(target), ...keys], start, references + 1);
  }
}

interface Step {
  place: unknown;
  node: unknown;
}

function childOf(parent: unknown, key: string): Step | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(key)];
    return item === undefined ? undefined : { place: item, node: item };
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((one) => isScalar(one.key) && `${one.key.value}` === key);
  return pair && { place: pair.key, node: pair.value };
}
