import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";

/** The keys that lead to a value. */
export type Path = readonly string[];

/** Returns the node of a value, or of its key; the nearest outer one if there is no such node. */
export function nodeAt(document: Document, path: Path, isKey = false): Node | null {
  let found: Node | null = document.contents;
  let inner: unknown = found;
  for (const [index, step] of path.entries()) {
    const outer = isAlias(inner) ? inner.resolve(document) : inner;
    const [key, value] = entryOf(outer, step);
    if (key === undefined && value === undefined) break;
    const isLast = index === path.length - 1;
    const node = (isLast && isKey) || !isNode(value) ? key : value;
    if (isNode(node)) found = node;
    inner = value;
  }
  return found;
}

function entryOf(node: unknown, step: string): [key?: unknown, value?: unknown] {
  if (isSeq(node)) return [undefined, node.items[Number(step)]];
  if (!isMap(node)) return [];
  const pair = node.items.find(({ key }) => `${isScalar(key) ? key.value : key}` === step);
  return pair ? [pair.key, pair.value] : [];
}
