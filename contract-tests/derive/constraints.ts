import { type Document, escapeToken, type Schema } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";

/** A way to a value: property names, and `*` for any item of an array. */
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
}

export const annotations = ["title", "description", "examples", "default", "readOnly", "writeOnly"];
const simple = [
  "type",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "uniqueItems",
  "const",
  "enum",
];

/**
 * Everything that a schema demands, place by place.
 *
 * @throws for a keyword that the suite knows no way to test, so that none goes untested in silence
 */
export function constraintsOf(
  document: Document,
  schema: Schema,
  pointer: string,
  place: Place = [],
): Constraint[] {
  return Object.keys(schema).flatMap((keyword) => {
    const here = `${pointer}/${keyword}`;
    const below = (child: Schema, token: string, childPlace: Place) =>
      constraintsOf(document, child, `${here}/${escapeToken(token)}`, childPlace);
    const constraint = (detail: string, at = here) => ({
      place,
      keyword,
      detail,
      schema,
      pointer: at,
    });
    switch (keyword) {
      case "$ref": {
        const target = getAt(document, schema.$ref ?? "") as Schema;
        return constraintsOf(document, target, schema.$ref ?? "", place);
      }
      case "properties":
        return Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
          below(child, name, [...place, name]),
        );
      case "items":
        return constraintsOf(document, schema.items ?? {}, here, [...place, "*"]);
      case "allOf":
        return (schema.allOf ?? []).flatMap((child, index) => below(child, `${index}`, place));
      case "required":
        return (schema.required ?? []).map((name, index) => constraint(name, `${here}/${index}`));
      case "not":
        return forbidden(schema.not ?? {}, here).map((branch) => constraint(branch, branch));
      default:
        if (annotations.includes(keyword)) return [];
        if (simple.includes(keyword)) return [constraint("")];
        throw new Error(`${here}: the suite knows no way to test the keyword '${keyword}'`);
    }
  });
}

/** Pointers of what `not` forbids: each branch of its `anyOf`. */
function forbidden(not: Schema, pointer: string): string[] {
  const unknown = Object.keys(not).filter((key) => key !== "anyOf" && !annotations.includes(key));
  if (unknown.length > 0) throw new Error(`${pointer}: the suite tests 'not' only with 'anyOf'`);
  return (not.anyOf ?? []).map((_, index) => `${pointer}/anyOf/${index}`);
}

/** A constraint's name in a report, such as `/url maxLength`. */
export const nameOf = ({ place, keyword, detail }: Constraint) =>
  `/${place.join("/")} ${keyword}${detail === "" ? "" : ` ${detail.replace(/^.*(?=\/anyOf)/, "")}`}`;
