import type { Document, Parameter, Schema } from "../contract/document.js";
import {
  apiOperations,
  deliveries,
  type Operation,
  successStatuses,
} from "../contract/operations.js";
import { compileValidators } from "./compile-validators.js";
import { banner } from "./source-code.js";

type Schemas = Record<string, Schema>;

/**
 * The modules of `validators/`: for requests, for their answers and for deliveries. A validator has
 * the operation's name and what it validates of it: `createWebhookBody`.
 */
export async function generateValidators(document: Document): Promise<Record<string, string>> {
  const operations = apiOperations(document);
  const modules: Record<string, Schemas> = {
    requests: named(
      operations.flatMap((one) => [
        [`${one.operationId}Parameters`, parametersSchema(one.parameters)],
        [`${one.operationId}Body`, bodySchema(one)],
      ]),
    ),
    responses: named(operations.map((one) => [`${one.operationId}Result`, resultSchema(one)])),
    events: named(deliveries(document).map((one) => [`${one.operationId}Body`, bodySchema(one)])),
  };
  const files: Record<string, string> = {};
  for (const [name, schemas] of Object.entries(modules)) {
    files[`validators/${name}.js`] = `${banner}${await compileValidators(document, schemas)}`;
    files[`validators/${name}.d.ts`] = declarations(schemas);
  }
  return files;
}

/** The schemas that are there, by their names. */
const named = (entries: [name: string, Schema | undefined][]): Schemas =>
  Object.fromEntries(entries.flatMap(([name, schema]) => (schema ? [[name, schema]] : [])));

export const bodySchema = ({ requestBody }: Operation) =>
  requestBody?.content["application/json"]?.schema;

/** The body of the first success response. */
export const resultSchema = (operation: Operation) =>
  operation.responses[String(successStatuses(operation)[0])]?.content?.["application/json"]?.schema;

/**
 * The parameters of an operation as one object of values, by their names. A path is not there
 * without its parameters, so only others can be missing.
 */
function parametersSchema(parameters: Parameter[]): Schema {
  const required = parameters.filter((one) => one.required && one.in !== "path");
  return {
    type: "object",
    required: required.map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}

function declarations(schemas: Schemas): string {
  const constants = Object.keys(schemas).map((name) => `export declare const ${name}: Validator;`);
  return `${banner}
/** A rule of the schema that a value breaks, as Ajv reports it. */
export interface Violation {
  /** JSON pointer to the value; to the object, where a property is missing or too many. */
  instancePath: string;
  /** JSON pointer to the rule. */
  schemaPath: string;
  /** The keyword of JSON Schema. */
  keyword: string;
  /** What the keyword asks for: \`{ limit: 1 }\`, \`{ missingProperty: "name" }\`. */
  params: Record<string, unknown>;
}

/** Tells whether a value matches its schema; \`errors\` then says everything that does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

${constants.join("\n")}
`;
}
