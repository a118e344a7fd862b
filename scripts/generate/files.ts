import type { Document } from "../contract/document.js";
import { generateClient } from "./client.js";
import { generateExamples } from "./examples.js";
import { generateModels } from "./models.js";
import { generateDeliveries, generateOperations } from "./operations.js";
import type { Files } from "./output.js";
import { generateSchema } from "./schema.js";
import { generateValidators } from "./validators.js";

/** All that `generated/` holds, made from the contract and nothing else. */
export async function generateFiles(document: Document): Promise<Files> {
  const validators = generateValidators(document);
  return {
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
    "schema.d.ts": await generateSchema(document),
    "models.ts": generateModels(document),
    "operations.ts": generateOperations(document),
    "deliveries.ts": generateDeliveries(document),
    "examples.ts": generateExamples(document),
    "client.ts": generateClient(document),
    ...(await validators),
  };
}
