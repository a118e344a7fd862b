import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { altered, type Mutation } from "./contract-mutation.js";

/** A piece of a pattern, and the text that replaces it. */
interface Edit {
  node: AST.Node;
  text: string;
}

/**
 * A pattern with one piece changed: an anchor, a literal or a member of a class dropped, a range or
 * a repetition one shorter or longer at either end.
 */
export function patternMutations(pattern: string, pointer: string): Mutation[] {
  const root = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });
  const edits: Edit[] = [];
  visitRegExpAST(root, {
    onAssertionEnter: (node) => edits.push({ node, text: "" }),
    onQuantifierEnter: (node) => edits.push(...repetitions(node)),
    onCharacterEnter: (node) => {
      if (node.parent.type === "Alternative") edits.push({ node, text: "" });
    },
    onCharacterClassEnter: ({ elements }) => {
      if (elements.length > 1) edits.push(...elements.map((node) => ({ node, text: "" })));
    },
    onCharacterClassRangeEnter: (node) => edits.push(...ranges(node)),
  });
  const mutations = edits.map(({ node, text }): [string, Mutation] => {
    const other = pattern.slice(0, node.start) + text + pattern.slice(node.end);
    const detail = `'${node.raw}' at ${node.start} becomes '${text}'`;
    return [other, { ...altered(pointer, "pattern", other), detail }];
  });
  return [...new Map(mutations).values()];
}

function repetitions(node: AST.Quantifier): Edit[] {
  const { min, max, element } = node;
  const shorter = Number.isFinite(max) ? max - 1 : Math.max(min, 1);
  const counts = [
    [min - 1, max],
    [min + 1, max],
    [min, shorter],
    [min, max + 1],
  ] as const;
  return counts
    .filter(([least, most]) => least >= 0 && least <= most)
    .filter(([least, most]) => least !== min || most !== max)
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
