import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { hasDirections } from "../contract/directions.js";
import { type Document, jsonOf, type Parameter } from "../contract/document.js";
import { generateClient } from "./client-module.js";
import { generateDeliveries, generateExamples, generateModels } from "./data-modules.js";
import { generateOperations, generateRoutes } from "./operation-modules.js";
import { banner } from "./source-code.js";
import { generateValidators } from "./validator-modules.js";
import { generateWebhooksFile } from "./webhooks-file.js";

type Library = typeof import("openapi-typescript");

// Required, because Node reads CommonJS twice to import it, and this brings all of TypeScript; by
// parts, because the whole brings a linter and a bundler for what is linted and bundled already.
const require = createRequire(import.meta.url);
const load = (file: string) => require(`openapi-typescript/dist/${file}.cjs`);
const transformSchema: Library["transformSchema"] = load("transform/index");
const { resolveRef, scanDiscriminators }: Library = load("lib/utils");
const { astToString }: Library = load("lib/ts");

/** Generated files by their path below `generated/`. */
export type Files = Record<string, string>;

/** Every file of `generated/`, made from the contract alone. */
export async function generateFiles(document: Document): Promise<Files> {
  const validators = generateValidators(document);
  const webhooksFile = generateWebhooksFile(document);
  const routes = generateRoutes(document);
  return {
    ...(await validators),
    ...(await webhooksFile),
    "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
    "schema.d.ts": generateSchema(document),
    "models.ts": generateModels(document),
    "deliveries.ts": generateDeliveries(document),
    "routes.ts": routes,
    ...(routes.includes("./serialization.js") && { "serialization.ts": await serialization() }),
    "operations.ts": generateOperations(document),
    "examples.ts": generateExamples(document),
    "client.ts": generateClient(document),
  };
}

/** The serialisation of parameters, for a contract with styles that openapi-fetch needs help with. */
const serialization = async () =>
  `${banner}\n${await readFile(join(import.meta.dirname, "serialization.ts"), "utf8")}`;

/** The whole document as types, for openapi-fetch. */
function generateSchema(document: Document): string {
  // openapi-typescript changes the object that it is given, so it gets a copy.
  const schema = JSON.parse(JSON.stringify(document, withSchema));
  const options = {
    silent: true,
    // A default is what a value means where it is missing; it may be missing all the same.
    defaultNonNullable: false,
    readWriteMarkers: hasDirections(document),
  };
  const nodes = transformSchema(schema, {
    ...options,
    injectFooter: [],
    discriminators: scanDiscriminators(schema, options),
    resolve: ($ref: string) => resolveRef(schema, $ref, options),
    // Further options are off when they are not there.
  } as object as Parameters<Library["transformSchema"]>[1]);
  return `${banner}\n${astToString(nodes)}`;
}

/** A parameter with `content` is a text to openapi-typescript; the client takes its value. */
function withSchema(_: string, value: unknown): unknown {
  const isParameter = typeof value === "object" && value !== null && "in" in value;
  if (!isParameter || !("content" in value)) return value;
  return { ...value, schema: jsonOf((value as Parameter).content)?.schema };
}

/** Names of the files that differ from what would be generated, are missing, or are left over. */
export async function staleFiles(folder: string, files: Files): Promise<string[]> {
  const options = { recursive: true, withFileTypes: true } as const;
  const present = (await readdir(folder, options).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const stale = [];
  for (const path of new Set([...Object.keys(files), ...present])) {
    const current = await readFile(join(folder, path), "utf8").catch(() => undefined);
    if (current !== files[path]) stale.push(path);
  }
  return stale.sort();
}

/** Brings the folder to exactly these files. @returns the names of those that were stale */
export async function writeFiles(folder: string, files: Files): Promise<string[]> {
  const stale = await staleFiles(folder, files);
  for (const path of stale) {
    const [file, text] = [join(folder, path), files[path]];
    await mkdir(dirname(file), { recursive: true });
    await (text === undefined ? rm(file) : writeFile(file, text));
  }
  return stale;
}
