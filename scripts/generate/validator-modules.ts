import { camelCase, pascalCase } from "../contract/client-names.js";
import { schemasFor } from "../contract/directions.js";
import { type Document, jsonOf, type MediaType, type Schema } from "../contract/document.js";
import { apiOperations, deliveries, type Operation, successKeys } from "../contract/operations.js";
import { compileValidators } from "./compile-validators.js";
import { banner } from "./source-code.js";

type Schemas = Record<string, Schema>;

/**
 * The modules of `validators/`: for requests, for their responses and for deliveries. A validator
 * is called by the operation and what it validates of it: `createWebhookBody`, `createWebhook200`.
 */
export async function generateValidators(document: Document): Promise<Record<string, string>> {
  const [requests, responses] = [schemasFor(document, "request"), schemasFor(document, "response")];
  const modules: [name: string, document: Document, schemas: Schemas][] = [
    ["requests", requests, schemasBy(apiOperations(requests), requestSchemas)],
    ["responses", responses, schemasBy(apiOperations(responses), responseSchemas)],
    ["events", responses, schemasBy(deliveries(responses), bodySchemas)],
  ];
  const files: Record<string, string> = {};
  for (const [name, whole, schemas] of modules) {
    files[`validators/${name}.js`] = `${banner}${await compileValidators(whole, schemas)}`;
    files[`validators/${name}.d.ts`] = declarations(
      name === "requests" ? types : importTypes,
      Object.keys(schemas),
    );
  }
  return files;
}

/** The name of the validator of a part of an operation. */
export const validatorName = (operationId: string, part: string): string =>
  camelCase(`${operationId}${pascalCase(`-${part}`).replace(/^_/, "")}`);

function schemasBy(operations: Operation[], schemasOf: (operation: Operation) => Schemas): Schemas {
  const named = operations.flatMap((operation) =>
    Object.entries(schemasOf(operation)).map(
      ([part, schema]) => [validatorName(operation.operationId, part), schema] as const,
    ),
  );
  return Object.fromEntries(named);
}

const schemaOf = (part: string, content: Record<string, MediaType> | undefined): Schemas => {
  const media = jsonOf(content);
  return media ? { [part]: media.schema } : {};
};

const bodySchemas = ({ requestBody }: Operation) => schemaOf("body", requestBody?.content);

const requestSchemas = (operation: Operation): Schemas => ({
  ...(hasParameters(operation) && { parameters: parametersSchema(operation) }),
  ...bodySchemas(operation),
});

const responseSchemas = (operation: Operation): Schemas =>
  Object.assign(
    {},
    ...successKeys(operation).map((key) => schemaOf(key, operation.responses[key]?.content)),
  );

export const hasParameters = ({ parameters }: Operation): boolean => parameters.length > 0;

/** The parameters of an operation as one object, with an object of values for each place. */
function parametersSchema({ parameters }: Operation): Schema {
  const places = [...new Set(parameters.map((parameter) => parameter.in))].map((place) => {
    const all = parameters.filter((parameter) => parameter.in === place);
    // A path is not there without its parameters.
    const names = all.flatMap(({ name, required }) => (required && place !== "path" ? [name] : []));
    const properties = Object.fromEntries(all.map(({ name, schema }) => [name, schema]));
    return [place, requiring(names, properties)] as const;
  });
  const required = places.flatMap(([place, { required }]) => (required ? [place] : []));
  return requiring(required, Object.fromEntries(places));
}

const requiring = (required: string[], properties: Record<string, Schema>): Schema =>
  required.length > 0 ? { required, properties } : { properties };

/** The types of a module of validators. @param names - of the validators */
export const declarations = (head: string, names: string[]): string => `${banner}
${head}
${names.map((name) => `export declare const ${name}: Validator;\n`).join("")}`;

export const importTypes = 'import type { Validator } from "./requests.js";\n';

const types = `/** A rule of the schema that a value breaks, as Ajv reports it. */
export interface Violation {
  /** JSON pointer to the value; to the object, where a property is missing or too many. */
  instancePath: string;
  /** The keyword of JSON Schema. */
  keyword: string;
  /** What the keyword asks for: \`{ limit: 1 }\`, \`{ missingProperty: "name" }\`. */
  params: Record<string, unknown>;
}

/** Tells whether a value matches its schema; \`errors\` then says what does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}
`;
