import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { altered, type Change } from "./change.js";

/** A piece of a pattern, and what stands there instead. */
interface Edit {
  node: AST.Node;
  text: string;
}

/**
 * A pattern loosened and tightened, one piece at a time: an anchor, a literal or a member of a
 * class dropped, a range or a repetition one shorter or longer at either end.
 */
export function patternChanges(pattern: string, pointer: string): Change[] {
  const root = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });
  const edits: Edit[] = [];
  visitRegExpAST(root, {
    onAssertionEnter: (node) => edits.push({ node, text: "" }),
    onQuantifierEnter: (node) => edits.push(...repetitions(node)),
    onCharacterEnter: (node) => {
      if (node.parent.type === "Alternative") edits.push({ node, text: "" });
    },
    onCharacterClassEnter: (node) => {
      if (node.elements.length > 1) edits.push(...node.elements.map(dropElement));
    },
    onCharacterClassRangeEnter: (node) => edits.push(...ranges(node)),
  });
  const changes = edits.map(({ node, text }) => {
    const other = pattern.slice(0, node.start) + text + pattern.slice(node.end);
    const detail = `'${node.raw}' at ${node.start} becomes '${text}'`;
    return { other, change: { ...altered(pointer, "pattern", other), detail } };
  });
  return [...new Map(changes.map(({ other, change }) => [other, change])).values()];
}

const dropElement = (node: AST.Node): Edit => ({ node, text: "" });

function repetitions(node: AST.Quantifier): Edit[] {
  const { min, max, element } = node;
  const counts: [number, number][] = Number.isFinite(max)
    ? [
        [min - 1, max],
        [min + 1, max],
        [min, max - 1],
        [min, max + 1],
      ]
    : [
        [min - 1, max],
        [min + 1, max],
        [min, Math.max(min, 1)],
      ];
  return counts
    .filter(([least, most]) => least >= 0 && least <= most)
    .map(([least, most]) => ({
      node,
      text: `${element.raw}{${least},${Number.isFinite(most) ? most : ""}}`,
    }));
}

function ranges(node: AST.CharacterClassRange): Edit[] {
  const { min, max } = node;
  const write = (first: number, last: number) => `${character(first)}-${character(last)}`;
  return [
    write(min.value - 1, max.value),
    write(min.value + 1, max.value),
    write(min.value, max.value - 1),
    write(min.value, max.value + 1),
  ].map((text) => ({ node, text }));
}

const character = (code: number) => `\\u{${code.toString(16)}}`;
