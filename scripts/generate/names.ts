import type { Schema } from "../contract/document.js";

/** `webhook-id` → `webhookId` */
export const camelCase = (name: string) =>
  name.replace(/[^a-zA-Z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");

/** `listWebhooks` → `ListWebhooks` */
export const pascalCase = (name: string) => name.charAt(0).toUpperCase() + camelCase(name).slice(1);

/** `#/components/schemas/Webhook` → `Webhook`; undefined for a schema without a name. */
export const schemaName = (schema: Schema | undefined) =>
  schema?.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];

/** Says in a generated file where it came from. */
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
