import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { Document, Schema } from "../../contract/document.js";
import { compact } from "./compact.js";
import { formats } from "./formats.js";
import { addKeywords } from "./keywords.js";
import { prepareSchema } from "./prepare-schema.js";

/** What a validator module exports: a validator for each schema, by name. */
export type Exports = Record<string, Schema>;

/**
 * Compiles schemas into a module, by Ajv. The client carries this code to every user, so it is made
 * small: a byte saved here is one that nobody downloads.
 */
export async function compileValidators(document: Document, exports: Exports): Promise<string> {
  const ajv = createAjv();
  const ids = new Map<string, string>();
  const names = Object.entries(exports).map(([name, schema]) => {
    const prepared = prepareSchema(document, schema);
    // What means the same shares one validator.
    const key = JSON.stringify(prepared);
    const id = ids.get(key) ?? `validator${ids.size}`;
    if (!ids.has(key)) ajv.addSchema({ ...prepared, $id: id }, id);
    ids.set(key, id);
    return `${id} as ${name}`;
  });
  const refs = Object.fromEntries([...ids.values()].map((id) => [id, id]));
  const code = standalone.default(ajv, refs).replaceAll("export const", "const");
  const support = 'import { checkLeaves, push } from "./support.js";';
  return bundle([support, compact(code), `export { ${names.join(", ")} };`].join("\n"));
}

function createAjv() {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    // Types and required properties stand in a keyword of ours.
    strictRequired: false,
    strictTypes: false,
    strictNumbers: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  // The contract has neither `unevaluatedProperties` nor `$dynamicRef`, so no code for them.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  addKeywords(ajv);
  return ajv;
}

/** Puts in what Ajv's code needs at run time, if anything. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    external: ["./support.js"],
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    // Comments in the output name files: from the project's folder, wherever packages are kept.
    absWorkingDir: join(import.meta.dirname, "../../.."),
    preserveSymlinks: true,
  });
  return outputFiles[0]?.text ?? "";
}
