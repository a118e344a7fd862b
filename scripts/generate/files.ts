import openapiTypescript, { astToString } from "openapi-typescript";
import type { Document } from "../contract/document.js";
import { generateClient } from "./client-module.js";
import { generateExamples } from "./examples-module.js";
import { generateDeliveries, generateOperations, generateRoutes } from "./operation-modules.js";
import type { Files } from "./output.js";
import { banner, tsdoc } from "./source-code.js";
import { generateValidators } from "./validator-modules.js";

/** Every file of `generated/`, made from the contract alone. */
export async function generateFiles(document: Document): Promise<Files> {
  const validators = generateValidators(document);
  return {
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
    "schema.d.ts": await generateSchema(document),
    "models.ts": generateModels(document),
    "routes.ts": generateRoutes(document),
    "deliveries.ts": generateDeliveries(document),
    "operations.ts": generateOperations(document),
    "examples.ts": generateExamples(document),
    "client.ts": generateClient(document),
    ...(await validators),
  };
}

/** The whole document as types, for openapi-fetch. */
async function generateSchema(document: Document): Promise<string> {
  // openapi-typescript changes the object that it is given, so it gets the text.
  const nodes = await openapiTypescript(JSON.stringify(document), { silent: true });
  return `${banner}\n${astToString(nodes)}`;
}

/** A type for each shared schema, by the schema's name. */
function generateModels(document: Document): string {
  const models = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${tsdoc("", schema.description?.trim() ?? "")}\n` +
      `export type ${name} = components["schemas"]["${name}"];\n`,
  );
  return [banner, 'import type { components } from "./schema.js";\n', ...models].join("\n");
}
