import type { Schema } from "../../../scripts/contract/document.js";
import { altered, below, type Change, dropped, renamed } from "./change.js";
import { patternChanges } from "./pattern-changes.js";

const annotations = ["title", "description", "examples", "default", "readOnly", "writeOnly"];
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
 * Everything that a schema says, dropped or altered.
 *
 * @param isText - whether values come as text, in a header, a path or a query: null cannot
 * @throws for a keyword that it knows no way to alter, so that none goes unproven in silence
 */
export function schemaChanges(schema: Schema, pointer: string, isText = false): Change[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const here = below(pointer, keyword);
    switch (keyword) {
      case "$ref":
        return [schemaDropped(pointer), altered(pointer, "schema", { type: "boolean" })];
      case "type":
        return typeChanges(value as string, here, isText);
      case "required":
        return requiredChanges(schema, here);
      case "properties":
        return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
          dropped(below(here, name), "property"),
          propertyRenamed(schema, pointer, name),
          ...schemaChanges(child, below(here, name), isText),
        ]);
      case "items":
        return [dropped(here, "items"), ...schemaChanges(value as Schema, here, isText)];
      case "allOf":
        return branchChanges(value as Schema[], here, "allOf branch", isText);
      case "not":
        return [dropped(here, "not"), ...notChanges(value as Schema, here, isText)];
      default:
        return annotations.includes(keyword) ? [] : simpleChanges(keyword, value, here);
    }
  });
}

function notChanges({ anyOf = [], ...not }: Schema, pointer: string, isText: boolean): Change[] {
  const inner = branchChanges(anyOf, below(pointer, "anyOf"), "forbidden value", isText);
  return [...inner, ...schemaChanges(not, pointer, isText)];
}

const branchChanges = (branches: Schema[], pointer: string, thing: string, isText: boolean) =>
  branches.flatMap((branch, index) => [
    dropped(below(pointer, index), thing),
    ...schemaChanges(branch, below(pointer, index), isText),
  ]);

/** Keywords with no schema beneath them. */
function simpleChanges(keyword: string, value: unknown, pointer: string): Change[] {
  const without = dropped(pointer, keyword);
  const alter = (other: unknown) => altered(pointer, keyword, other);
  switch (keyword) {
    case "format":
      return [without, alter(otherFormats[value as string])];
    case "pattern":
      return [without, ...patternChanges(value as string, pointer)];
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
      return [without, ...enumChanges(value as string[], pointer)];
  }
  throw new Error(`${pointer}: no way to alter the keyword '${keyword}'`);
}

function schemaDropped(pointer: string): Change {
  return { ...altered(pointer, "schema", {}), kind: "schema dropped", detail: "" };
}

function typeChanges(type: string, pointer: string, isText: boolean): Change[] {
  const others = [...(otherTypes[type] ?? []), ...(isText ? [] : [[type, "null"]])];
  return [dropped(pointer, "type"), ...others.map((other) => altered(pointer, "type", other))];
}

function requiredChanges({ required = [], properties = {} }: Schema, pointer: string): Change[] {
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return [
    ...required.map((_, index) => dropped(below(pointer, index), "required entry")),
    ...optional.map((name) => ({
      ...altered(pointer, "required entry", [...required, name]),
      kind: "required entry added",
      detail: name,
    })),
  ];
}

/** Another name for a property, also where it is required. */
function propertyRenamed({ required }: Schema, pointer: string, name: string): Change {
  const other = `${name}-renamed`;
  const property = renamed(below(pointer, "properties", name), "property", other);
  const index = required?.indexOf(name) ?? -1;
  const entry = altered(below(pointer, "required", index), "required entry", other);
  return {
    ...property,
    apply(document) {
      property.apply(document);
      if (index >= 0) entry.apply(document);
    },
  };
}

const otherCase = (text: string) =>
  text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();

const enumChanges = (values: string[], pointer: string): Change[] => [
  ...values.map((_, index) => dropped(below(pointer, index), "enum value")),
  ...values.map((value, index) => altered(below(pointer, index), "enum value", `${value}x`)),
  ...values.map((value) => ({
    ...altered(pointer, "enum value", [...values, otherCase(value)]),
    kind: "enum value added",
    detail: otherCase(value),
  })),
];
