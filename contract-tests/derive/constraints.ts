import { fullFormats } from "ajv-formats/dist/formats.js";
import { type Document, escapeToken, type Schema } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import { reasonAgainstPattern } from "./pattern-strings.js";

/** A way to a value: property names, positions in an array, and `*` for any item of an array. */
export type Place = readonly string[];

/** One thing that a schema demands of one place. */
export interface Constraint {
  place: Place;
  keyword: string;
  /** Tells apart constraints of one keyword at one place: a required property, a branch. */
  detail: string;
  /** The schema that holds the keyword. */
  schema: Schema;
  /** Where the keyword stands in the document. */
  pointer: string;
  /** Why the suite does not test it; undefined if it does. */
  untested?: string;
}

/** Keywords whose constraints are tested one by one, by values at their edges. */
const tested = [
  "type",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "const",
  "enum",
];

const choice = "which branch a value has to match depends on the value";
const dependent = "what it demands depends on other parts of the value";
const byName = "it is about properties that the contract does not name";

/** Keywords that are not tested, with the reason. All others are annotations, which demand nothing. */
const untested = new Map(
  Object.entries({
    oneOf: choice,
    anyOf: choice,
    not: "there is no general way to derive what it forbids",
    // `then` and `else` are part of it.
    if: dependent,
    dependentRequired: dependent,
    dependentSchemas: dependent,
    dependencies: dependent,
    patternProperties: byName,
    propertyNames: byName,
    unevaluatedProperties: byName,
    unevaluatedItems: "which items it is about depends on other keywords",
    contains: "it is about some item of an array, whichever it is",
    $dynamicRef: "where it leads depends on the way to it",
  }),
);

/** Everything that a schema demands, place by place; a schema inside of itself is left out. */
export function constraintsOf(
  document: Document,
  schema: Schema | boolean,
  pointer: string,
  place: Place = [],
  around: readonly string[] = [],
): Constraint[] {
  if (schema === true) return [];
  if (schema === false) {
    const holder = { document, schema: {}, keyword: "false", pointer, place, around };
    return without(holder, "no value matches");
  }
  return Object.keys(schema).flatMap((keyword) => {
    const holder = { document, schema, keyword, pointer: `${pointer}/${keyword}`, place, around };
    const read = readers.get(keyword);
    if (read !== undefined) return read(holder);
    if (tested.includes(keyword)) return [constraintIn(holder)];
    const reason = untested.get(keyword);
    return reason === undefined ? [] : without(holder, reason);
  });
}

/** A keyword in a schema, and the way to it. */
interface Holder extends Pick<Constraint, "place" | "keyword" | "schema" | "pointer"> {
  document: Document;
  /** The references that led here. */
  around: readonly string[];
}

const constraintIn = ({ place, keyword, schema, pointer }: Holder, detail = ""): Constraint => {
  return { place, keyword, detail, schema, pointer };
};

const without = (holder: Holder, reason: string): Constraint[] => [
  { ...constraintIn(holder), untested: reason },
];

/** The constraints of the schemas below a keyword. */
const below = (
  { document, pointer, around }: Holder,
  schemas: object | undefined,
  placeOf: (token: string) => Place,
): Constraint[] =>
  Object.entries(schemas ?? {}).flatMap(([token, schema]) =>
    constraintsOf(document, schema, `${pointer}/${escapeToken(token)}`, placeOf(token), around),
  );

/** Keywords that hold schemas, and those of whose constraints only some are tested. */
const readers = new Map<string, (holder: Holder) => Constraint[]>(
  Object.entries({
    $ref(holder) {
      const { document, schema, place, around } = holder;
      const { $ref = "" } = schema;
      if (around.includes($ref))
        return without(holder, "the schema around it is the same, and tested");
      const target = getAt(document, $ref) as Schema | undefined;
      if (target === undefined) return without(holder, "its anchor is not followed");
      return constraintsOf(document, target, $ref, place, [...around, $ref]);
    },
    properties: (holder) =>
      below(holder, holder.schema.properties, (name) => [...holder.place, name]),
    prefixItems: (holder) =>
      below(holder, holder.schema.prefixItems as Schema[], (index) => [...holder.place, index]),
    allOf: (holder) => below(holder, holder.schema.allOf, () => holder.place),
    items(holder) {
      const { document, schema, pointer, place, around } = holder;
      if (schema.prefixItems !== undefined)
        return without(holder, "it is about items after others");
      return constraintsOf(document, schema.items ?? {}, pointer, [...place, "*"], around);
    },
    additionalProperties(holder) {
      const { additionalProperties } = holder.schema;
      if (additionalProperties === false) return [constraintIn(holder)];
      return isEmpty(additionalProperties) ? [] : without(holder, byName);
    },
    required(holder) {
      return (holder.schema.required ?? []).map((detail, index) =>
        constraintIn({ ...holder, pointer: `${holder.pointer}/${index}` }, detail),
      );
    },
    not(holder) {
      const branches = forbiddenPatterns(holder.schema.not ?? {}, holder.pointer);
      if (branches.length === 0) return without(holder, untested.get("not") ?? "");
      return branches.map((branch) => constraintIn({ ...holder, pointer: branch }, branch));
    },
    // A format that nobody defines is an annotation.
    format: (holder) =>
      Object.hasOwn(fullFormats, `${holder.schema.format}`) ? [constraintIn(holder)] : [],
    pattern(holder) {
      const reason = reasonAgainstPattern(`${holder.schema.pattern}`);
      return reason === undefined ? [constraintIn(holder)] : without(holder, reason);
    },
  } satisfies Record<string, (holder: Holder) => Constraint[]>),
);

/** Whether a keyword demands nothing. */
export const isAnnotation = (keyword: string) => !demanding.includes(keyword);
/** Whether no constraint of a keyword is tested. */
export const isUntested = (keyword: string) => untested.has(keyword);

const demanding = [
  ...tested,
  ...untested.keys(),
  ...["$ref", "properties", "prefixItems", "items", "additionalProperties", "allOf", "required"],
  ...["then", "else", "minContains", "maxContains"],
];

const isEmpty = (schema: unknown) =>
  schema === true || (typeof schema === "object" && Object.keys(schema ?? {}).length === 0);

/** Pointers of what `not` forbids, where that is a list of patterns: each branch of its `anyOf`. */
function forbiddenPatterns(not: Schema, pointer: string): string[] {
  const demands = (schema: Schema) => Object.keys(schema).filter((key) => !isAnnotation(key));
  const isPattern = (branch: Schema) => demands(branch).join() === "pattern";
  const isList = demands(not).join() === "anyOf" && not.anyOf?.every(isPattern);
  return isList ? (not.anyOf ?? []).map((_, index) => `${pointer}/anyOf/${index}`) : [];
}

/** Whether a parameter or a header has to be there; where it is, all other checks have it. */
export const isPresence = ({ pointer }: Constraint) => pointer.endsWith("/required");

/** A constraint's name in a report, such as `/url maxLength`. */
export const nameOf = ({ place, keyword, detail }: Constraint) =>
  `/${place.join("/")} ${keyword}${detail === "" ? "" : ` ${detail.replace(/^.*(?=\/anyOf)/, "")}`}`;
