import { isDeepStrictEqual } from "node:util";
import type { Document, Parameter, Schema } from "../contract/document.js";
import {
  apiOperations,
  deliveries,
  type Operation,
  successStatuses,
} from "../contract/operations.js";
import { banner } from "./names.js";
import { compileValidators, type Exports } from "./validators/compile.js";
import { supportModule } from "./validators/support.js";

/**
 * The modules of `validators/`: for requests, for their answers and for deliveries. A validator has
 * the operation's name and what it validates of it: `createWebhookBody`.
 */
export async function generateValidators(document: Document): Promise<Record<string, string>> {
  const operations = apiOperations(document);
  const parameters = parameterSchemas(operations);
  const modules: Record<string, Exports> = {
    requests: named(operations, (operation) => ({
      Parameters: parameters[operation.operationId],
      Body: bodySchema(operation),
    })),
    responses: named(operations, (operation) => ({ Result: resultSchema(operation) })),
    events: named(deliveries(document), (delivery) => ({ Body: bodySchema(delivery) })),
  };
  const files: Record<string, string> = { "validators/support.js": `${banner}${supportModule}` };
  for (const [name, exports] of Object.entries(modules)) {
    files[`validators/${name}.js`] = `${banner}${await compileValidators(document, exports)}`;
    files[`validators/${name}.d.ts`] = declarations(exports);
  }
  return files;
}

/** Schemas by the operation's name and their part of it, where there is one. */
function named(
  operations: Operation[],
  schemasOf: (operation: Operation) => Record<string, Schema | undefined>,
): Exports {
  const entries = operations.flatMap((operation) =>
    Object.entries(schemasOf(operation)).flatMap(([part, schema]): [string, Schema][] =>
      schema ? [[`${operation.operationId}${part}`, schema]] : [],
    ),
  );
  return Object.fromEntries(entries);
}

export const bodySchema = ({ requestBody }: Operation) =>
  requestBody?.content["application/json"]?.schema;

/** What an operation answers when it succeeds. */
export const resultSchema = (operation: Operation) =>
  operation.responses[String(successStatuses(operation)[0])]?.content?.["application/json"]?.schema;

/**
 * The parameters of each operation as one object of values, by their names. Operations whose
 * parameters mean the same share one schema: a value that an operation does not take is not there.
 */
function parameterSchemas(operations: Operation[]): Record<string, Schema> {
  const all = operations.flatMap(({ parameters }) => parameters);
  const isShared = ({ name, schema, in: place, required }: Parameter) =>
    (place === "path" || !required) &&
    all.every((other) => other.name !== name || isDeepStrictEqual(other.schema, schema));
  return Object.fromEntries(
    operations.map(({ operationId, parameters }) => [
      operationId,
      parametersSchema(parameters.every(isShared) ? all.filter(isShared) : parameters),
    ]),
  );
}

/** A path is not there without its parameters, so only others can be missing. */
function parametersSchema(parameters: Parameter[]): Schema {
  const required = parameters.filter((one) => one.required && one.in !== "path");
  return {
    type: "object",
    required: required.map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}

function declarations(exports: Exports): string {
  const constants = Object.keys(exports).map((name) => `export declare const ${name}: Validator;`);
  return `${banner}
/** One broken rule. */
export interface Violation {
  /** JSON pointer to what is wrong, or to what is missing. */
  instancePath: string;
  /** The keyword of the schema. */
  keyword: string;
  /** What the keyword asks for, where that is more than the keyword says. */
  expected?: unknown;
}

/** Tells whether a value matches its schema; \`errors\` then says everything that does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

${constants.join("\n")}
`;
}
