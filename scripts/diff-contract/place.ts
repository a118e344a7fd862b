import { at, type Document, unescapeToken } from "../contract/document.js";

const sections: Record<string, string> = {
  schemas: "schema",
  parameters: "parameter",
  responses: "response",
  headers: "header",
  requestBodies: "request body",
  securitySchemes: "security scheme",
  examples: "example",
};

/** Says where a JSON pointer leads, in the words of OpenAPI. */
export function placeOf(document: Document, pointer: string): string {
  const [, section = "", ...tokens] = pointer.split("/").map(unescapeToken);
  if (section === "paths" || section === "webhooks") return placeInPath(section, tokens);
  if (section === "components") return placeInComponents(document, tokens);
  return section === "" ? "the document" : `\`${section}\``;
}

function placeInPath(section: string, [path = "", method, part, name]: string[]): string {
  const isDelivery = section === "webhooks";
  if (method === undefined) return isDelivery ? `delivery \`${path}\`` : `\`${path}\``;
  const operation = isDelivery ? `delivery \`${path}\`` : `\`${method.toUpperCase()} ${path}\``;
  if (part === "responses" && name !== undefined) return `${operation}, response \`${name}\``;
  if (part === "requestBody") return `${operation}, request body`;
  if (part === "parameters") return `${operation}, parameters`;
  return part === "security" ? `${operation}, security` : operation;
}

function placeInComponents(document: Document, [section = "", name, ...rest]: string[]): string {
  if (name === undefined) return `\`components/${section}\``;
  const place = `${sections[section] ?? section} \`${name}\``;
  const properties = rest.filter((_, index) => rest[index - 1] === "properties");
  if (section === "parameters") return `${place} (${wireName(document, name)})`;
  return properties.length === 0 ? place : `${place}, \`${properties.join(".")}\``;
}

/** What a shared parameter is called in a request. */
function wireName(document: Document, name: string): string {
  const parameter = at(document, `#/components/parameters/${name}`);
  const { in: where, name: called } = Object(parameter) as { in?: string; name?: string };
  return `${where} \`${called}\``;
}
