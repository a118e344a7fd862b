import { type Document, jsonOf, resolve, type Schema } from "../contract/document.js";
import { apiOperations, deliveries, type Operation } from "../contract/operations.js";
import { type CodeSample, deliverySamples, requestSamples } from "./code-samples.js";

/**
 * The whole contract as one page of Markdown: what the site's search finds and coding assistants
 * read.
 */
export function contractPage(document: Document): string {
  const { info, components } = document;
  const operations = apiOperations(document).map((one) => operationSection(document, one));
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

${operations.join("\n")}
## Deliveries

${deliveries(document).map(deliverySection).join("\n")}
## Schemas

${schemas.join("\n")}`;
}

function operationSection(document: Document, operation: Operation): string {
  const { operationId, method, path, scopes } = operation;
  const scope = scopes.length > 0 ? `, scope ${scopes.map(code).join(" or ")}` : "";
  const console = `[Console](./console/index.html?operation=${operationId}){target="_self"}`;
  const facts = `${code(`${method.toUpperCase()} ${path}`)}${scope} · ${console}`;
  return section(operation, facts, requestSamples(document, operation));
}

const deliverySection = (delivery: Operation) =>
  section(delivery, code(delivery.path), deliverySamples(delivery));

/** What is the same for a request to the API and for a delivery to a receiver. */
function section(operation: Operation, facts: string, samples: readonly CodeSample[]): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = jsonOf(requestBody?.content);
  const bodyLine = body && `Body: ${typeOf(body.schema)}. ${requestBody?.description ?? ""}\n\n`;
  const parameterTable = table(
    ["Parameter", "In", "Required", "Description"],
    parameters.map(({ name, in: place, required, description = "" }) => [
      code(name),
      place,
      required ? "yes" : "",
      description,
    ]),
  );
  const responseTable = table(
    ["Status", "Body", "Meaning"],
    Object.entries(responses).map(([status, response]) => {
      const media = jsonOf(response.content);
      return [status, media ? typeOf(media.schema) : "", response.description];
    }),
  );
  return `### ${operationId} {#${operationId}}

**${summary}** · ${facts}

${description}

${parameterTable}${bodyLine ?? ""}${responseTable}${codeGroup(samples)}`;
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
