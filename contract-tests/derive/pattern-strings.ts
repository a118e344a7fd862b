import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** Strings at the edges of a pattern. */
export interface Edges {
  /** Just inside. */
  matching: string[];
  /** Just outside. */
  near: string[];
}

/**
 * Derives strings from a pattern: the shortest and the longest, one repetition too few and one too
 * many, each alternative, both ends of each character range and their neighbours beyond.
 */
export function edgesOf(pattern: string): Edges {
  const root = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });
  const shortest = write(root, { repeat: ({ min }) => min });
  const strings = [
    ...[shortest, `${shortest}\n`, ` ${shortest}`, `${shortest}x`, shortest.slice(0, -1), ""],
    // Few alphabets have this one, and no header loses it on its way.
    ...[`~${shortest}`, `${shortest}~`],
    ...repetitions(root),
    ...alternatives(root),
    ...characters(root),
  ];
  const expression = new RegExp(pattern, "u");
  const unique = [...new Set(strings)];
  return {
    matching: unique.filter((text) => expression.test(text)),
    near: unique.filter((text) => !expression.test(text)),
  };
}

/** Why no strings can be derived from a pattern; undefined if they can. */
export function reasonAgainstPattern(pattern: string): string | undefined {
  try {
    edgesOf(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Each quantifier at its bounds and beyond, the others at their least and at their most. */
function repetitions(root: AST.Pattern): string[] {
  const quantifiers: AST.Quantifier[] = [];
  visitRegExpAST(root, { onQuantifierEnter: (node) => quantifiers.push(node) });
  return quantifiers.flatMap((quantifier) => {
    const counts = [quantifier.min - 1, quantifier.min, atMost(quantifier), atMost(quantifier) + 1];
    return counts
      .filter((count) => count >= 0)
      .flatMap((count) =>
        [({ min }: AST.Quantifier) => min, atMost].map((others) =>
          write(root, { repeat: (other) => (other === quantifier ? count : others(other)) }),
        ),
      );
  });
}

function alternatives(root: AST.Pattern): string[] {
  const all: AST.Alternative[] = [];
  visitRegExpAST(root, { onAlternativeEnter: (node) => all.push(node) });
  return all.map((choose) => write(root, { repeat: atLeastOnce, choose }));
}

function characters(root: AST.Pattern): string[] {
  const classes: AST.CharacterClass[] = [];
  visitRegExpAST(root, { onCharacterClassEnter: (node) => classes.push(node) });
  return classes.flatMap((set) =>
    set.elements
      .flatMap(endsOf)
      .flatMap((code) => [code - 1, code, code + 1])
      .map((code) => ({ set, char: String.fromCodePoint(code) }))
      .flatMap((choice) => [
        write(root, { repeat: atLeastOnce, ...choice }),
        // A blank at the end of a header does not arrive; one between others does.
        write(root, { repeat: atLeastThrice, ...choice, isWithin: true }),
      ]),
  );
}

const atLeastOnce = ({ min }: AST.Quantifier) => Math.max(min, 1);
const atLeastThrice = ({ min, max }: AST.Quantifier) => Math.min(max, Math.max(min, 3));
const atMost = ({ min, max }: AST.Quantifier) =>
  Number.isFinite(max) ? max : Math.max(min, 1) + 2;

interface Choices {
  repeat: (quantifier: AST.Quantifier) => number;
  /** The alternative to take where there are several. */
  choose?: AST.Alternative;
  /** The character to write first for one class. */
  set?: AST.CharacterClass;
  char?: string;
  /** Whether a repetition has it second instead of first. */
  isWithin?: boolean;
}

function write(node: AST.Node, choices: Choices): string {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup": {
      const chosen = node.alternatives.find((alternative) => alternative === choices.choose);
      const first = chosen ?? node.alternatives[0];
      return first === undefined ? "" : write(first, choices);
    }
    case "Alternative":
      return node.elements.map((element) => write(element, choices)).join("");
    case "Quantifier": {
      const count = choices.repeat(node);
      const plain = write(node.element, { repeat: choices.repeat });
      const before = choices.isWithin && count > 1 ? 1 : 0;
      return count < 1
        ? ""
        : plain.repeat(before) + write(node.element, choices) + plain.repeat(count - 1 - before);
    }
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterClass":
      return node === choices.set ? (choices.char ?? "") : memberOf(node);
    case "Assertion":
      if (node.kind === "start" || node.kind === "end") return "";
  }
  throw new Error(`no string is derived for '${node.raw}' in a pattern`);
}

function memberOf({ negate, elements }: AST.CharacterClass): string {
  const [code = 0x61] = elements.flatMap(endsOf);
  return negate ? "a" : String.fromCodePoint(code);
}

function endsOf(element: AST.CharacterClassElement): number[] {
  if (element.type === "Character") return [element.value];
  if (element.type === "CharacterClassRange") return [element.min.value, element.max.value];
  return [];
}
