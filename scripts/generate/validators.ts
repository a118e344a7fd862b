import type { Document, Schema } from "../contract/document.js";
import {
  apiOperations,
  deliveries,
  type Operation,
  successStatuses,
} from "../contract/operations.js";
import { compileValidators } from "./compile-validators.js";
import { banner } from "./names.js";

/** Exports of a validator module: what is validated, and the schema it has to match. */
export type Exports = Record<string, Record<string, Schema>>;

/** The modules of `validators/`: for requests, for their answers and for deliveries. */
export async function generateValidators(document: Document): Promise<Record<string, string>> {
  const operations = apiOperations(document);
  const modules: Record<string, Exports> = {
    requests: {
      parameters: Object.fromEntries(
        operations.map((operation) => [operation.operationId, parametersSchema(operation)]),
      ),
      bodies: collect(operations, ({ operationId }) => operationId, bodySchema),
    },
    responses: {
      responses: collect(operations, ({ operationId }) => operationId, responseSchema),
    },
    events: {
      events: collect(deliveries(document), ({ path }) => path, bodySchema),
    },
  };
  const files: Record<string, string> = {};
  for (const [name, exports] of Object.entries(modules)) {
    files[`validators/${name}.js`] = `${banner}${await compileValidators(document, exports)}`;
    files[`validators/${name}.d.ts`] = declarations(exports);
  }
  return files;
}

function collect(
  operations: Operation[],
  keyOf: (operation: Operation) => string,
  schemaOf: (operation: Operation) => Schema | undefined,
): Record<string, Schema> {
  return Object.fromEntries(
    operations.flatMap((operation) => {
      const schema = schemaOf(operation);
      return schema ? [[keyOf(operation), schema]] : [];
    }),
  );
}

const bodySchema = ({ requestBody }: Operation) => requestBody?.content["application/json"]?.schema;

const responseSchema = (operation: Operation) =>
  operation.responses[String(successStatuses(operation)[0])]?.content?.["application/json"]?.schema;

/** All parameters of an operation as one object of values, by their names. */
function parametersSchema({ parameters }: Operation): Schema {
  return {
    type: "object",
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}

function declarations(exports: Exports): string {
  const constants = Object.entries(exports).map(([name, schemas]) => {
    const keys = Object.keys(schemas).map((key) => JSON.stringify(key));
    return `export declare const ${name}: Record<${keys.join(" | ")}, Validator>;\n`;
  });
  return `${banner}
/** One broken rule: where in the value, which keyword of the schema, and what it asks for. */
export interface Violation {
  /** JSON pointer into the value. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Tells whether a value matches its schema; \`errors\` then says everything that does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

${constants.join("\n")}`;
}
