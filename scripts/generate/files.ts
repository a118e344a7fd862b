import type { Document } from "../contract/document.js";
import { generateClient } from "./client-module.js";
import { generateExamples } from "./examples-module.js";
import { generateDeliveries, generateOperations, generateRoutes } from "./operation-modules.js";
import type { Files } from "./output.js";
import { generateModels, generateSchema } from "./type-modules.js";
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
