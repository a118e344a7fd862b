import { type Document, type Parameter, resolve, type Schema } from "./document.js";
import type { Operation } from "./operations.js";

/** A parameter as `operations.ts` describes it. Style and explode are those of the place if absent. */
export interface ParameterDescription {
  name: string;
  in: Parameter["in"];
  required: boolean;
  type: string;
  items?: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
}

export const parametersIn = ({ parameters }: Operation, place: string): Parameter[] =>
  parameters.filter((parameter) => parameter.in === place);

/** In the order of the path template, whatever the order of the contract's list. */
export function pathParameters(operation: Operation): Parameter[] {
  const order = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const rank = ({ name }: Parameter) => order.indexOf(name);
  return parametersIn(operation, "path").toSorted((a, b) => rank(a) - rank(b));
}

/** The parameters of an operation, those of the path first. */
export const describeParameters = (document: Document, operation: Operation) =>
  [
    ...pathParameters(operation),
    ...operation.parameters.filter((parameter) => parameter.in !== "path"),
  ].map((parameter) => parameterOf(document, parameter));

function parameterOf(document: Document, parameter: Parameter): ParameterDescription {
  const { name, in: place, required = false, schema, content, allowReserved } = parameter;
  const defaultStyle = place === "path" || place === "header" ? "simple" : "form";
  const { style = defaultStyle, explode = style === "form" } = parameter;
  const type = content ? "json" : typeOf(document, schema);
  return {
    name,
    in: place,
    required: place === "path" || required,
    type,
    ...(type === "array" && { items: typeOf(document, schemaOf(document, schema).items ?? {}) }),
    ...(style !== defaultStyle && { style }),
    ...(explode !== (style === "form") && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

const schemaOf = (document: Document, schema: Schema): Schema => resolve<Schema>(document, schema);

/** How deep compositions are followed. */
const maxDepth = 5;

/** What the text of a value of a schema stands for; of several types, the first that is not null. */
function typeOf(document: Document, reference: Schema, depth = 0): string {
  // A composition that contains itself says no more.
  if (depth > maxDepth) return "string";
  const {
    type,
    enum: values,
    const: constant,
    anyOf,
    oneOf,
    allOf,
  } = schemaOf(document, reference);
  const named = [type].flat().find((one) => one !== undefined && one !== "null");
  if (named !== undefined) return named;
  const [value = constant] = Array.isArray(values) ? values : [];
  if (typeof value === "number" || typeof value === "boolean") return typeof value;
  const parts = [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  const types = parts.map((part) => typeOf(document, part, depth + 1));
  return types.find((one) => one !== "string") ?? "string";
}
