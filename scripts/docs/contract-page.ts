import { type Document, jsonOf, resolve, type Schema } from "../contract/document.js";
import { apiOperations, deliveries, type Operation } from "../contract/operations.js";
import { type CodeSample, deliverySamples, requestSamples } from "./code-samples.js";

interface Tag {
  name: string;
  description?: string;
  "x-displayName"?: string;
}

/** The contract as it is here used: what the completed document has beside what the project reads. */
type Contract = Document & { info: { description?: string }; tags?: Tag[] };

/**
 * The whole contract as one page of Markdown: what the site's search finds and coding assistants
 * read.
 */
export function contractPage(document: Contract): string {
  const { info, components } = document;
  const sections = [
    ...apiOperations(document).map((one) => operationSection(document, one, true)),
    ...deliveries(document).map((one) => operationSection(document, one, false)),
  ];
  const schemas = Object.entries(components.schemas).map(([name, schema]) =>
    schemaSection(document, name, schema),
  );
  return `---
title: ${info.title}
outline: [2, 3]
---

# ${info.title} ${info.version}

Download it as [YAML](./openapi.yaml){target="_self"} or [JSON](./openapi.json){target="_self"}. The
[reference](./reference/index.html){target="_self"} shows every detail, and the
[console](./console/index.html){target="_self"} sends requests.

${(info.description ?? "").replace(/^#/gm, "##").trim()}

## Operations

${sections.slice(0, apiOperations(document).length).join("\n")}
## Deliveries

${sections.slice(apiOperations(document).length).join("\n")}
## Schemas

${schemas.join("\n")}`;
}

function operationSection(document: Document, operation: Operation, isCallable: boolean): string {
  const { operationId, method, path, scopes, summary, description, parameters } = operation;
  const body = jsonOf(operation.requestBody?.content);
  const scope = scopes.length > 0 ? `, scope ${scopes.map(code).join(" or ")}` : "";
  const console = `[Console](./console/index.html?operation=${operationId}){target="_self"}`;
  const samples = isCallable ? requestSamples(document, operation) : deliverySamples(operation);
  return `### ${operationId} {#${operationId}}

**${summary}** · ${code(isCallable ? `${method.toUpperCase()} ${path}` : path)}${scope}${isCallable ? ` · ${console}` : ""}

${description}

${table(
  ["Parameter", "In", "Required", "Description"],
  parameters.map((one) => [
    code(one.name),
    one.in,
    one.required ? "yes" : "",
    one.description ?? "",
  ]),
)}${body ? `Body: ${typeOf(body.schema)}. ${operation.requestBody?.description ?? ""}\n\n` : ""}${table(
  ["Status", "Body", "Meaning"],
  Object.entries(operation.responses).map(([status, response]) => {
    const media = jsonOf(response.content);
    return [status, media ? typeOf(media.schema) : "", response.description];
  }),
)}${codeGroup(samples)}`;
}

function schemaSection(document: Document, name: string, schema: Schema): string {
  const { properties = {}, required = [], description = "" } = schema;
  const rows = Object.entries(properties).map(([property, reference]) => [
    code(property),
    typeOf(reference),
    required.includes(property) ? "yes" : "",
    resolve<Schema>(document, reference).description ?? "",
  ]);
  return `### ${name} {#schema-${name.toLowerCase()}}

${description}

${table(["Property", "Type", "Required", "Description"], rows)}`;
}

/** The name of a schema with a link to it, or the type that it states. */
function typeOf(schema: Schema): string {
  const name = schema.$ref?.match(/^#\/components\/schemas\/(.+)$/)?.[1];
  if (name !== undefined) return `[${name}](#schema-${name.toLowerCase()})`;
  if (schema.items) return `array of ${typeOf(schema.items)}`;
  const type = [schema.type ?? "any"].flat().join(" or ");
  return schema.format ? `${type} (${schema.format})` : type;
}

const code = (text: string) => `\`${text}\``;

/** Samples under tabs. */
const codeGroup = (samples: readonly CodeSample[]) =>
  `::: code-group\n${samples
    .map(({ lang, label, source }) => `\`\`\`${lang} [${label}]\n${source}\n\`\`\`\n`)
    .join("\n")}:::\n`;

/** A table, or nothing without rows. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const cell = (text: string) =>
    text
      .trim()
      .replace(/\s*\n\s*/g, " ")
      .replaceAll("|", "\\|");
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n\n`;
}
