import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { Document, Schema } from "../../../scripts/contract/document.js";
import {
  pointerBelow as below,
  removeAt,
  renameAt,
  setAt,
} from "../../../scripts/contract/json-pointer.js";
import { isAnnotation, isUntested } from "../../derive/constraints.js";

/** A contract with one thing changed. */
export interface Mutant {
  /** Unique: where, what, and what it becomes. */
  name: string;
  /** Such as "property dropped". */
  kind: string;
  /** JSON pointer to what is changed. */
  pointer: string;
  /** Makes a changed copy of the contract. */
  apply(contract: Document): Document;
}

const mutant = (
  pointer: string,
  kind: string,
  becomes: string,
  apply: Mutant["apply"],
): Mutant => ({ name: `${pointer} ${kind}${becomes && `: ${becomes}`}`, kind, pointer, apply });

export const dropped = (pointer: string, thing: string): Mutant =>
  mutant(pointer, `${thing} dropped`, "", (contract) => removeAt(contract, pointer));

export const altered = (
  pointer: string,
  thing: string,
  value: unknown,
  becomes = JSON.stringify(value),
): Mutant =>
  mutant(pointer, `${thing} altered`, becomes, (contract) => setAt(contract, pointer, value));

export const renamed = (pointer: string, thing: string, name: string): Mutant =>
  mutant(pointer, `${thing} renamed`, name, (contract) => renameAt(contract, pointer, name));

const added = (pointer: string, thing: string, value: string): Mutant =>
  mutant(pointer, `${thing} added`, value, (contract) => setAt(contract, `${pointer}/-`, value));

/**
 * Mutants of everything that a schema says.
 *
 * @param isText - whether values come as text, in a header, a path or a query: null cannot
 * @throws for a keyword that it cannot alter, so that none goes unproven in silence
 */
export function schemaMutants(schema: Schema, pointer: string, isText = false): Mutant[] {
  const inside = (child: Schema, ...keys: (string | number)[]) =>
    schemaMutants(child, below(pointer, ...keys), isText);
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = below(pointer, keyword);
    switch (keyword) {
      case "$ref":
        return [
          mutant(pointer, "schema dropped", "", (contract) => setAt(contract, pointer, {})),
          altered(pointer, "schema", { type: "boolean" }),
        ];
      case "type":
        return typeMutants(value as string, here, isText);
      case "required":
        return requiredMutants(schema, here);
      case "properties":
        return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
          dropped(below(here, name), "property"),
          propertyRenamed(schema, pointer, name),
          ...inside(child, keyword, name),
        ]);
      case "items":
      case "not":
        return [dropped(here, keyword), ...inside(value as Schema, keyword)];
      case "allOf":
      case "anyOf":
        return (value as Schema[]).flatMap((branch, index) => [
          dropped(below(here, index), `${keyword} branch`),
          ...inside(branch, keyword, index),
        ]);
      case "enum":
        return enumMutants(value as string[], here);
      default:
        return isAnnotation(keyword) || isUntested(keyword)
          ? []
          : [dropped(here, keyword), ...alteredKeyword(keyword, value, here)];
    }
  });
}

const otherFormats: Record<string, string> = {
  uuid: "uri",
  uri: "uri-reference",
  "date-time": "date",
  int32: "int64",
};

/** Keywords with no schema beneath them. */
function alteredKeyword(keyword: string, value: unknown, pointer: string): Mutant[] {
  if (keyword === "uniqueItems") return [];
  if (keyword === "pattern") return patternMutants(value as string, pointer);
  if (keyword === "const") return [altered(pointer, keyword, `${value}x`)];
  if (keyword === "format" && otherFormats[value as string] !== undefined) {
    return [altered(pointer, keyword, otherFormats[value as string])];
  }
  if (/^(min|max)(imum|Length|Items)$/.test(keyword)) {
    return [Number(value) - 1, Number(value) + 1]
      .filter((limit) => limit >= 0 || keyword.endsWith("imum"))
      .map((limit) => altered(pointer, keyword, limit));
  }
  throw new Error(`${pointer}: no way to alter the ${keyword} '${value}'`);
}

const otherTypes: Record<string, string[]> = {
  string: ["integer"],
  integer: ["number", "string"],
  number: ["string"],
  boolean: ["string"],
  array: ["object"],
  object: ["array"],
};

function typeMutants(type: string, pointer: string, isText: boolean): Mutant[] {
  const others = [...(otherTypes[type] ?? []), ...(isText ? [] : [[type, "null"]])];
  return [dropped(pointer, "type"), ...others.map((other) => altered(pointer, "type", other))];
}

function requiredMutants({ required = [], properties = {} }: Schema, pointer: string): Mutant[] {
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return [
    ...required.map((_, index) => dropped(below(pointer, index), "required entry")),
    ...optional.map((name) => added(pointer, "required entry", name)),
  ];
}

/** Another name for a property, also where it is required. */
function propertyRenamed({ required }: Schema, pointer: string, name: string): Mutant {
  const other = `${name}-renamed`;
  const property = renamed(below(pointer, "properties", name), "property", other);
  const index = required?.indexOf(name) ?? -1;
  if (index < 0) return property;
  const entry = below(pointer, "required", index);
  return { ...property, apply: (contract) => setAt(property.apply(contract), entry, other) };
}

function enumMutants(values: string[], pointer: string): Mutant[] {
  const otherCase = (text: string) =>
    text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
  return [
    dropped(pointer, "enum"),
    ...values.flatMap((value, index) => [
      dropped(below(pointer, index), "enum value"),
      altered(below(pointer, index), "enum value", `${value}x`),
      added(pointer, "enum value", otherCase(value)),
    ]),
  ];
}

/** A piece of a pattern, and the text that replaces it. */
interface Edit {
  node: AST.Node;
  text: string;
}

/**
 * A pattern with one piece changed: an anchor, a literal or a member of a class dropped, a range or
 * a repetition one shorter or longer at either end.
 */
function patternMutants(pattern: string, pointer: string): Mutant[] {
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
  const mutants = edits.map(({ node, text }): [string, Mutant] => {
    const other = pattern.slice(0, node.start) + text + pattern.slice(node.end);
    const becomes = `'${node.raw}' at ${node.start} becomes '${text}'`;
    return [other, altered(pointer, "pattern", other, becomes)];
  });
  // Two edits may lead to the same pattern.
  return [...new Map(mutants).values()];
}

function repetitions(node: AST.Quantifier): Edit[] {
  const { min, max, element } = node;
  const shorter = Number.isFinite(max) ? max - 1 : Math.max(min, 1);
  const counts: [least: number, most: number][] = [
    [min - 1, max],
    [min + 1, max],
    [min, shorter],
    [min, max + 1],
  ];
  return counts
    .filter(([least, most]) => least >= 0 && least <= most && (least !== min || most !== max))
    .map(([least, most]) => {
      const range = `${least},${Number.isFinite(most) ? most : ""}`;
      return { node, text: `${element.raw}{${range}}` };
    });
}

function ranges(node: AST.CharacterClassRange): Edit[] {
  const character = (code: number) => `\\u{${code.toString(16)}}`;
  const [min, max] = [node.min.value, node.max.value];
  const others: [number, number][] = [
    [min - 1, max],
    [min + 1, max],
    [min, max - 1],
    [min, max + 1],
  ];
  return others.map(([first, last]) => ({ node, text: `${character(first)}-${character(last)}` }));
}
