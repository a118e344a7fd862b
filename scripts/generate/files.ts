import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { hasDirections } from "../contract/directions.js";
import { type Document, jsonOf, type Parameter } from "../contract/document.js";
import { generateClient } from "./client-module.js";
import { generateDeliveries } from "./deliveries-module.js";
import { generateExamples } from "./examples-module.js";
import { generateModels } from "./models-module.js";
import { generateOperations, generateRoutes } from "./operation-modules.js";
import type { Files } from "./output.js";
import { banner } from "./source-code.js";
import { generateValidators } from "./validator-modules.js";

// Required, because Node reads CommonJS twice to import it, and this brings all of TypeScript.
const library: typeof import("openapi-typescript") = createRequire(import.meta.url)(
  "openapi-typescript",
);

/** Every file of `generated/`, made from the contract alone. */
export async function generateFiles(document: Document): Promise<Files> {
  const validators = generateValidators(document);
  const routes = generateRoutes(document);
  return {
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
    "schema.d.ts": await generateSchema(document),
    "models.ts": generateModels(document),
    "deliveries.ts": generateDeliveries(document),
    "routes.ts": routes,
    ...(routes.includes("./serialization.js") && { "serialization.ts": await serialization() }),
    "operations.ts": generateOperations(document),
    "examples.ts": generateExamples(document),
    "client.ts": generateClient(document),
    ...(await validators),
  };
}

/** The serialisation of parameters, for a contract with styles that openapi-fetch needs help with. */
const serialization = async () =>
  `${banner}\n${await readFile(join(import.meta.dirname, "serialization.ts"), "utf8")}`;

/** The whole document as types, for openapi-fetch. */
async function generateSchema(document: Document): Promise<string> {
  // openapi-typescript changes the object that it is given, so it gets the text.
  const nodes = await library.default(JSON.stringify(document, withSchema), {
    silent: true,
    readWriteMarkers: hasDirections(document),
  });
  return `${banner}\n${library.astToString(nodes)}`;
}

/** A parameter with `content` is a text to openapi-typescript; the client takes its value. */
function withSchema(_: string, value: unknown): unknown {
  const isParameter = typeof value === "object" && value !== null && "in" in value;
  if (!isParameter || !("content" in value)) return value;
  return { ...value, schema: jsonOf((value as Parameter).content)?.schema };
}
