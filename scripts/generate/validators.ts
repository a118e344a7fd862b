import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { Document, Parameter, Schema } from "../contract/document.js";
import {
  apiOperations,
  deliveries,
  type Operation,
  successStatuses,
} from "../contract/operations.js";
import { formats } from "./formats.js";
import { banner } from "./names.js";

/** Exports of a validator module: what is validated, and the schema it has to match. */
type Exports = Record<string, Record<string, Schema>>;

/** The modules of `validators/`: for requests, for their answers and for deliveries. */
export async function generateValidators(document: Document): Promise<Record<string, string>> {
  const operations = apiOperations(document);
  const modules: Record<string, { exports: Exports; allErrors: boolean }> = {
    requests: {
      exports: {
        parameters: byOperation(operations, parametersSchema),
        bodies: byOperation(operations, bodySchema),
      },
      allErrors: true,
    },
    responses: {
      exports: { responses: byOperation(operations, responseSchema) },
      allErrors: false,
    },
    events: {
      exports: {
        events: Object.fromEntries(
          deliveries(document).flatMap((delivery) => {
            const schema = bodySchema(delivery);
            return schema ? [[delivery.path, schema]] : [];
          }),
        ),
      },
      allErrors: false,
    },
  };
  const files: Record<string, string> = {};
  for (const [name, { exports, allErrors }] of Object.entries(modules)) {
    files[`validators/${name}.js`] = await compile(document, exports, allErrors);
    files[`validators/${name}.d.ts`] = declarations(exports);
  }
  return files;
}

function byOperation(
  operations: Operation[],
  schemaOf: (operation: Operation) => Schema | undefined,
): Record<string, Schema> {
  return Object.fromEntries(
    operations.flatMap((operation) => {
      const schema = schemaOf(operation);
      return schema ? [[operation.operationId, schema]] : [];
    }),
  );
}

const bodySchema = ({ requestBody }: Operation) => requestBody?.content["application/json"]?.schema;

const responseSchema = (operation: Operation) =>
  operation.responses[String(successStatuses(operation)[0])]?.content?.["application/json"]?.schema;

/** All parameters of an operation as one object of values, by their names. */
function parametersSchema({ parameters }: Operation): Schema {
  const required = parameters.filter((parameter) => parameter.required === true);
  return {
    type: "object",
    required: required.map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }: Parameter) => [name, schema])),
  };
}

async function compile(document: Document, exports: Exports, allErrors: boolean): Promise<string> {
  const ajv = createAjv(document, allErrors);
  const idOf = new Map<string, string>();
  const add = (schema: Schema) => {
    // Operations that take or answer the same share one validator.
    const key = JSON.stringify(schema);
    if (!idOf.has(key)) {
      const id = `schema${idOf.size}`;
      ajv.addSchema({ ...rebase(schema), $id: id }, id);
      idOf.set(key, id);
    }
    return idOf.get(key) ?? "";
  };
  const entries = Object.entries(exports).map(([name, schemas]) => {
    const members = Object.entries(schemas).map(
      ([key, schema]) => `${JSON.stringify(key)}: ${add(schema)}`,
    );
    return `export const ${name} = { ${members.join(", ")} };`;
  });
  const ids = Object.fromEntries([...idOf.values()].map((id) => [id, id]));
  const code = standalone.default(ajv, ids).replaceAll("export const", "const");
  return `${banner}${await bundle(`${withoutSchemaPaths(code)}\n${entries.join("\n")}`)}`;
}

function createAjv(document: Document, allErrors: boolean) {
  const ajv = new Ajv2020({
    allErrors,
    messages: false,
    strict: true,
    strictRequired: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true, optimize: 2 },
  });
  // The contract has neither `unevaluatedProperties` nor `$dynamicRef`, so no code for them.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  ajv.addSchema({ $id: "contract", $defs: rebase(document.components.schemas) });
  return ajv;
}

/** Points references into the document at the schema that holds its components. */
const rebase = <T>(schema: T): T =>
  JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/schemas/', '"contract#/$defs/'),
    (_, value) => mergePatterns(value),
  );

/** `anyOf` of nothing but patterns is one pattern: one test instead of one branch for each. */
function mergePatterns(schema: unknown): unknown {
  const { anyOf, ...rest } = (schema ?? {}) as Schema;
  const patterns = Array.isArray(anyOf) ? anyOf.map(onlyPattern) : [];
  if (patterns.length === 0 || patterns.includes(undefined)) return schema;
  return { ...rest, pattern: patterns.join("|") };
}

const onlyPattern = (schema: Schema) =>
  Object.keys(schema).join() === "pattern" ? (schema.pattern as string) : undefined;

/** Nothing reads where in the schema a keyword stands, and a bundle is smaller without. */
const withoutSchemaPaths = (code: string) => code.replace(/schemaPath:"[^"]*",/g, "");

/** One module without imports: what Ajv's code calls at run time is put in. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    // Comments in the output name files: from the project's folder, wherever packages are kept.
    absWorkingDir: join(import.meta.dirname, "../.."),
    preserveSymlinks: true,
  });
  return outputFiles[0]?.text ?? "";
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

/** Tells whether a value matches its schema; \`errors\` then says what does not. */
export interface Validator {
  (value: unknown): boolean;
  errors?: Violation[] | null;
}

${constants.join("\n")}`;
}
