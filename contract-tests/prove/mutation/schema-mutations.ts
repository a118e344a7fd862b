import type { Schema } from "../../../scripts/contract/document.js";
import { pointerBelow } from "../../../scripts/contract/json-pointer.js";
import { isAnnotation, isUntested } from "../../derive/constraints.js";
import { altered, dropped, type Mutation, renamed } from "./contract-mutation.js";
import { patternMutations } from "./pattern-mutations.js";

const otherTypes: Record<string, string[]> = {
  string: ["integer"],
  integer: ["number", "string"],
  number: ["string"],
  boolean: ["string"],
  array: ["object"],
  object: ["array"],
};
const otherFormats: Record<string, string> = {
  uuid: "uri",
  uri: "uri-reference",
  "date-time": "date",
  int32: "int64",
};

/**
 * A schema with each thing that it says dropped or altered.
 *
 * @param isText - whether values come as text, in a header, a path or a query: null cannot
 * @throws for a keyword that it cannot alter, so that none goes unproven in silence
 */
export function schemaMutations(schema: Schema, pointer: string, isText = false): Mutation[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = pointerBelow(pointer, keyword);
    switch (keyword) {
      case "$ref": {
        const any = { ...altered(pointer, "schema", {}), kind: "schema dropped", detail: "" };
        return [any, altered(pointer, "schema", { type: "boolean" })];
      }
      case "type":
        return typeMutations(value as string, here, isText);
      case "required":
        return requiredMutations(schema, here);
      case "properties":
        return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
          dropped(pointerBelow(here, name), "property"),
          propertyRenamed(schema, pointer, name),
          ...schemaMutations(child, pointerBelow(here, name), isText),
        ]);
      case "items":
        return [dropped(here, "items"), ...schemaMutations(value as Schema, here, isText)];
      case "allOf":
      case "anyOf":
        return branchMutations(value as Schema[], here, `${keyword} branch`, isText);
      case "not":
        return [dropped(here, "not"), ...schemaMutations(value as Schema, here, isText)];
      default:
        return isAnnotation(keyword) || isUntested(keyword)
          ? []
          : keywordMutations(keyword, value, here);
    }
  });
}

const branchMutations = (branches: Schema[], pointer: string, thing: string, isText: boolean) =>
  branches.flatMap((branch, index) => [
    dropped(pointerBelow(pointer, index), thing),
    ...schemaMutations(branch, pointerBelow(pointer, index), isText),
  ]);

/** Keywords with no schema beneath them. */
function keywordMutations(keyword: string, value: unknown, pointer: string): Mutation[] {
  const without = dropped(pointer, keyword);
  const alter = (other: unknown) => altered(pointer, keyword, other);
  switch (keyword) {
    case "format":
      return [without, alter(otherFormats[value as string])];
    case "pattern":
      return [without, ...patternMutations(value as string, pointer)];
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems": {
      const limits = [(value as number) - 1, (value as number) + 1];
      return [without, ...limits.filter((limit) => limit >= 0).map(alter)];
    }
    case "minimum":
    case "maximum":
      return [without, alter((value as number) - 1), alter((value as number) + 1)];
    case "uniqueItems":
      return [without];
    case "const":
      return [without, alter(`${value}x`)];
    case "enum":
      return [without, ...enumMutations(value as string[], pointer)];
  }
  throw new Error(`${pointer}: no way to alter the keyword '${keyword}'`);
}

function typeMutations(type: string, pointer: string, isText: boolean): Mutation[] {
  const others = [...(otherTypes[type] ?? []), ...(isText ? [] : [[type, "null"]])];
  return [dropped(pointer, "type"), ...others.map((other) => altered(pointer, "type", other))];
}

function requiredMutations({ required = [], properties = {} }: Schema, pointer: string) {
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return [
    ...required.map((_, index) => dropped(pointerBelow(pointer, index), "required entry")),
    ...optional.map((name) => added(pointer, "required entry", required, name)),
  ];
}

/** Another name for a property, also where it is required. */
function propertyRenamed({ required }: Schema, pointer: string, name: string): Mutation {
  const other = `${name}-renamed`;
  const property = renamed(pointerBelow(pointer, "properties", name), "property", other);
  const index = required?.indexOf(name) ?? -1;
  if (index < 0) return property;
  const entry = altered(pointerBelow(pointer, "required", index), "required entry", other);
  return { ...property, apply: (document) => entry.apply(property.apply(document)) };
}

const enumMutations = (values: string[], pointer: string): Mutation[] => [
  ...values.map((_, index) => dropped(pointerBelow(pointer, index), "enum value")),
  ...values.map((value, index) => altered(pointerBelow(pointer, index), "enum value", `${value}x`)),
  ...values.map((value) => added(pointer, "enum value", values, otherCase(value))),
];

const added = (pointer: string, thing: string, list: string[], value: string): Mutation => ({
  ...altered(pointer, thing, [...list, value]),
  kind: `${thing} added`,
  detail: value,
});

const otherCase = (text: string) =>
  text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
