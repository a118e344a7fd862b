import type { Schema } from "../contract/document.js";

/** `webhook-id` → `webhookId` */
export const camelCase = (name: string) =>
  name.replace(/[^a-zA-Z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");

/** `listWebhooks` → `ListWebhooks` */
export const pascalCase = (name: string) => name.charAt(0).toUpperCase() + camelCase(name).slice(1);

/** `#/components/schemas/Webhook` → `Webhook`; undefined for a schema without a name. */
export const schemaName = (schema: Schema | undefined) =>
  schema?.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];

/** The first line of every generated file. */
export const banner =
  "// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.\n";

/** A TSDoc comment, indented. */
export function tsdoc(indent: string, ...paragraphs: string[]): string {
  const text = paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return [
    `${indent}/**`,
    ...lines.map((line) => `${indent} * ${line}`.trimEnd()),
    `${indent} */`,
  ].join("\n");
}

/** Source code that stands in a generated value as it is, such as the name of a constant. */
export class Expression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as TypeScript source. Expressions may stand anywhere in it. */
export function sourceOf(value: unknown, indent = ""): string {
  if (value instanceof Expression) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => sourceOf(part, inner))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => `${propertyName(key)}: ${sourceOf(part, inner)}`);
  const [open, close, space] = Array.isArray(value) ? ["[", "]", ""] : ["{", "}", " "];
  if (parts.length === 0) return open + close;
  const line = open + space + parts.join(", ") + space + close;
  if (line.length <= 80 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

const propertyName = (key: string) =>
  /^[A-Za-z_$][\w$]*$|^\d+$/.test(key) ? key : JSON.stringify(key);
