import { schemasFor } from "../contract/directions.js";
import { type Document, jsonOf, type Schema } from "../contract/document.js";
import { camelCase, pascalCase } from "../contract/names.js";
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
    files[`validators/${name}.d.ts`] = declarations(schemas);
  }
  return files;
}

/** The name of the validator of a part of an operation. */
export const validatorName = (operationId: string, part: string): string =>
  camelCase(`${operationId}${pascalCase(`-${part}`).replace(/^_/, "")}`);

function schemasBy(operations: Operation[], schemasOf: (operation: Operation) => Schemas): Schemas {
  return Object.fromEntries(
    operations.flatMap((operation) =>
      Object.entries(schemasOf(operation)).map(([part, schema]) => [
        validatorName(operation.operationId, part),
        schema,
      ]),
    ),
  );
}

const bodySchemas = (operation: Operation): Schemas => {
  const body = bodySchema(operation);
  return body ? { body } : {};
};

const requestSchemas = (operation: Operation): Schemas => ({
  ...(hasParameters(operation) && { parameters: parametersSchema(operation) }),
  ...bodySchemas(operation),
});

function responseSchemas(operation: Operation): Schemas {
  const entries = successKeys(operation).flatMap((key): [string, Schema][] => {
    const media = jsonOf(operation.responses[key]?.content);
    return media ? [[key, media.schema]] : [];
  });
  return Object.fromEntries(entries);
}

export const bodySchema = ({ requestBody }: Operation): Schema | undefined =>
  jsonOf(requestBody?.content)?.schema;

export const hasParameters = ({ parameters }: Operation): boolean => parameters.length > 0;

/** The parameters of an operation as one object, with an object of values for each place. */
function parametersSchema({ parameters }: Operation): Schema {
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  const requiredIn = (place: string) =>
    parameters.filter((one) => one.in === place && one.required).map(({ name }) => name);
  const required = places.filter((place) => place !== "path" && requiredIn(place).length > 0);
  const properties = places.map((place) => [place, schemaOf(place)]);

  function schemaOf(place: string): Schema {
    const all = parameters.filter((parameter) => parameter.in === place);
    // A path is not there without its parameters.
    const names = place === "path" ? [] : requiredIn(place);
    return {
      ...(names.length > 0 && { required: names }),
      properties: Object.fromEntries(all.map(({ name, schema }) => [name, schema])),
    };
  }

  return { ...(required.length > 0 && { required }), properties: Object.fromEntries(properties) };
}

function declarations(schemas: Schemas): string {
  const constants = Object.keys(schemas).map((name) => `export declare const ${name}: Validator;`);
  return `${banner}
/** A rule of the schema that a value breaks, as Ajv reports it. */
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

${constants.join("\n")}
`;
}
