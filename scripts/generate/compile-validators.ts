import { join } from "node:path";
import { _, Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { build } from "esbuild";
import { rollup } from "rollup";

/**
 * Compiles schemas into an ES module without dependencies that exports a validator for each of
 * them, by Ajv. Every keyword of JSON Schema 2020-12 works; those of OpenAPI are annotations.
 *
 * @param schemas - by the name of the export; a `$ref` in them leads into the document
 */
export async function compileValidators(
  document: object,
  schemas: Record<string, object>,
): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: false,
    logger: false,
    formats: fullFormats,
    code: { source: true, esm: true, formats: _`fullFormats` },
  });
  // The schemas become part of the document, so that their references find what they point at.
  ajv.addSchema({ ...document, exports: schemas, $id: "contract" });
  // This module, unlike the one that ajv-formats publishes, can lose the formats that are not used.
  const imports = 'import { fullFormats } from "ajv-formats/src/formats.ts";';
  const code = [imports, ...exportsOf(ajv, Object.keys(schemas))].join("\n");
  return removeUnused(await bundle(code));
}

/** Ajv can export a validator once, so what has the same schema gets a second name for it. */
function exportsOf(ajv: Ajv2020, names: string[]): string[] {
  const nameOf = new Map<unknown, string>();
  const pointers: Record<string, string> = {};
  const aliases: string[] = [];
  for (const name of names) {
    const pointer = `contract#/exports/${name}`;
    const validate = ajv.getSchema(pointer);
    const first = nameOf.get(validate);
    if (first === undefined) pointers[name] = pointer;
    else aliases.push(`export { ${first} as ${name} };`);
    nameOf.set(validate, first ?? name);
  }
  return [standalone.default(ajv, pointers), ...aliases];
}

/** Puts in what the code of Ajv imports from its packages. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
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

/** Takes out the properties of objects that nothing reads, such as formats. */
async function removeUnused(code: string): Promise<string> {
  const bundle = await rollup({
    input: "validators",
    plugins: [{ name: "code", resolveId: (id) => id, load: () => code }],
  });
  const { output } = await bundle.generate({ format: "esm" });
  return output[0].code;
}
