import { getAt } from "./json-pointer.js";

export { escapeToken, getAt as at, unescapeToken } from "./json-pointer.js";

/** The parts of a bundled OpenAPI 3.1 document that this project reads. */
export interface Document {
  openapi: string;
  jsonSchemaDialect?: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  security?: SecurityRequirement[];
  paths: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { type: string; in?: string; name?: string }>;
    [section: string]: Record<string, unknown>;
  };
}

export interface Reference {
  $ref: string;
}

export type SecurityRequirement = Record<string, string[]>;

export const methods = ["get", "put", "post", "delete", "patch"] as const;
export type Method = (typeof methods)[number];

export type PathItem = { parameters?: (Parameter | Reference)[] } & {
  [M in Method]?: OperationObject;
};

export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  security?: SecurityRequirement[];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: Record<string, ResponseObject | Reference>;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
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

export interface Header {
  required?: boolean;
  schema: Schema;
  example?: unknown;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, Example | Reference>;
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface Link {
  operationId: string;
  parameters?: Record<string, string>;
}

/** A JSON Schema of the 2020-12 dialect. */
export interface Schema {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  not?: Schema;
  [keyword: string]: unknown;
}

/** The object itself, or the one that its `$ref` leads to. */
export function resolve<T extends object>(document: Document, node: T | Reference): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  const target = getAt(document, node.$ref);
  if (target === undefined) throw new Error(`${node.$ref} points to nothing`);
  return resolve(document, target as T | Reference);
}
