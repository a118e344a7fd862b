import openapiTypescript, { astToString } from "openapi-typescript";
import type { Document } from "../contract/document.js";
import { banner, tsdoc } from "./source-code.js";

/** `schema.d.ts`: the whole document as types, for openapi-fetch. */
export async function generateSchema(document: Document): Promise<string> {
  // openapi-typescript changes the object that it is given, so it gets the text.
  const nodes = await openapiTypescript(JSON.stringify(document), { silent: true });
  return `${banner}\n${astToString(nodes)}`;
}

/** `models.ts`: a type for each shared schema, by the schema's name. */
export function generateModels(document: Document): string {
  const models = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${tsdoc("", schema.description?.trim() ?? "")}\n` +
      `export type ${name} = components["schemas"]["${name}"];\n`,
  );
  return [banner, 'import type { components } from "./schema.js";\n', ...models].join("\n");
}
