import { ScriptError } from "../script-error.js";
import { getAt } from "./json-pointer.js";

export { escapeToken } from "./json-pointer.js";

/** The parts of a completed OpenAPI 3.1 document (see `complete.ts`) that this project reads. */
export interface Document {
  openapi: string;
  jsonSchemaDialect?: string;
  info: { title: string; version: string; description?: string };
  servers: { url: string; variables?: Record<string, { default: string }> }[];
  security?: SecurityRequirement[];
  tags?: { name: string; description?: string }[];
  paths: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    examples?: Record<string, Example | Reference>;
    securitySchemes?: Record<string, { type: string; in?: string; name?: string }>;
    [section: string]: Record<string, unknown> | undefined;
  };
}

export type Reference = { $ref: string };

export type SecurityRequirement = Record<string, string[]>;

export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;
export type Method = (typeof methods)[number];

export type PathItem = {
  parameters?: (Parameter | Reference)[];
  servers?: Document["servers"];
} & {
  [M in Method]?: OperationObject;
};

export interface OperationObject {
  operationId: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  security?: SecurityRequirement[];
  servers?: Document["servers"];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: Record<string, ResponseObject | Reference>;
  callbacks?: Record<string, unknown>;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  schema: Schema;
  /** Instead of a schema of its own, where the value is serialised as a media type. */
  content?: Record<string, MediaType>;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface ResponseObject {
  description: string;
  headers?: Record<string, Header | Reference>;
  content?: Record<string, MediaType>;
  links?: Record<string, Link>;
}

export type Header = { required?: boolean; schema: Schema; example?: unknown };

export type MediaType = { schema: Schema; examples?: Record<string, Example | Reference> };

export type Example = { summary?: string; value: unknown };

export type Link = { operationId?: string; parameters?: Record<string, string> };

/** A JSON Schema of the 2020-12 dialect; a boolean schema is rare enough to be read as an object. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  [keyword: string]: unknown;
}

/**
 * Follows `$ref`s until there is none; fields beside a `$ref` override those of its target. A schema
 * that is a boolean says nothing more, and gives an object without fields.
 */
export function resolve<T extends object>(
  document: object,
  node: T | Reference,
  through: readonly string[] = [],
): T {
  const { $ref, ...siblings } = Object(node) as Partial<Reference>;
  if (typeof $ref !== "string") return Object(node);
  if (through.includes($ref)) throw new ScriptError(`the reference ${$ref} refers to itself`);
  const target = getAt(document, $ref);
  if (target === undefined) {
    throw new ScriptError(`the reference ${$ref} leads to what is left out, or to nothing`);
  }
  const resolved = resolve(document, target as T | Reference, [...through, $ref]);
  return Object.keys(siblings).length === 0 ? resolved : { ...resolved, ...siblings };
}

/** Type and subtype of a media type, without its parameters and whatever its case (RFC 9110, 8.3.1). */
export const essenceOf = (mediaType = "") => mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** The media types that are JSON (RFC 6839). */
const json = /^application\/(?:[\w.+-]+\+)?json$/;

/** The first JSON media type of a body, with its name; undefined if there is none. */
export function jsonOf(
  content: Record<string, MediaType> = {},
): ({ type: string } & MediaType) | undefined {
  const found = Object.entries(content).find(([name]) => json.test(essenceOf(name)));
  return found && { type: found[0], ...found[1] };
}

/** An object with the same keys and other values. */
export const mapValues = <In, Out>(values: Record<string, In>, map: (value: In) => Out) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
