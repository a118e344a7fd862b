/** The first line of every generated file. */
export const banner =
  "// Generated from the OpenAPI document by `npm run generate`. Do not edit.\n";

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

/** The key of a property as source: quoted, or computed, only where it has to be. */
export function propertyName(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$|^\d+$/u.test(key) ? key : JSON.stringify(key);
}
