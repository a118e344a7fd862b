import { createRequire } from "node:module";
import { join } from "node:path";
import { _, type Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { Schema } from "../contract/document.js";
import { mapSchemas, orScriptError, schemaCompiler } from "../contract/schema-compiler.js";

// Required, because to import it through the loader of TypeScript takes six times as long.
const { rollup }: typeof import("rollup") = createRequire(import.meta.url)("rollup");

/**
 * Compiles schemas into an ES module without dependencies that exports a validator for each of
 * them, by Ajv. Every keyword of JSON Schema 2020-12 works but those that
 * `schema-problems.ts` refuses; those of OpenAPI are annotations.
 *
 * @param schemas - by the name of the export; a `$ref` in them leads into the document
 */
export async function compileValidators(
  document: object,
  schemas: Record<string, object>,
): Promise<string> {
  // The schemas become part of the document, so that their references find what they point at.
  const ajv = schemaCompiler(
    mapSchemas({ ...document, exports: { schemas } }, joinPatterns) as object,
    {
      allErrors: true,
      messages: false,
      code: { source: true, esm: true, formats: _`fullFormats` },
    },
  );
  // Most documents have none of these keywords and names, which cost code in every validator.
  const text = JSON.stringify([document, schemas]);
  ajv.opts.dynamicRef = false;
  ajv.opts.unevaluated = text.includes('"unevaluated');
  ajv.opts.ownProperties = namesOfAll.some((name) => text.includes(`"${name}"`));
  // This module, unlike the one that ajv-formats publishes, can lose the formats that are not used.
  const imports = 'import { fullFormats } from "ajv-formats/src/formats.ts";';
  const code = [imports, ...exportsOf(ajv, schemas)].join("\n");
  return removeUnused(
    adapt(await bundle(code.replace(countCharacters, "(text) => [...text].length"))),
  );
}

/** The names of what every object has, which a value may lack all the same. */
const namesOfAll = Object.getOwnPropertyNames(Object.prototype);

/** Whether a schema is a pattern alone, which can become an alternative of a longer one. */
const isJoinable = (schema: Schema | null): boolean =>
  typeof schema?.pattern === "string" &&
  Object.keys(schema).length === 1 &&
  !/\\[1-9k]|\(\?</.test(schema.pattern);

/** One pattern in place of a list of them under `not`, where nobody learns which of them matched. */
function joinPatterns(schema: Schema): Schema {
  const { anyOf, ...others } = schema.not ?? {};
  if (!Array.isArray(anyOf) || !anyOf.every(isJoinable) || others.pattern) return schema;
  const pattern = anyOf.map((one) => `(?:${one.pattern})`).join("|");
  return { ...schema, not: { ...others, pattern } };
}

/** How the code of Ajv loads its counter of characters, a CommonJS module. */
const countCharacters = 'require("ajv/dist/runtime/ucs2length").default';

/** Changes to the code of Ajv: all but the first make it shorter, because users download it. */
const replacements: [RegExp, string][] = [
  // Ten invalid items of a list say enough; a list of millions would take gigabytes. A loop whose
  // items may be invalid (`contains`) begins with `_errs`.
  [
    /const (len\d+) = (\w+)\.length;\s+for \(let (i\d+) = 0; \3 < \1; \3\+\+\) \{(?!\s+const _errs)/g,
    "const $1 = $2.length, $3start = errors;\nfor (let $3 = 0; $3 < $1 && errors < $3start + 10; $3++) {",
  ],
  [
    /const (err\d+) = (.*);\s+if \(vErrors === null\) \{\s+vErrors = \[\1\];\s+\} else \{\s+vErrors\.push\(\1\);\s+\}/g,
    "(vErrors ??= []).push($2);",
  ],
  [/schemaPath: "[^"]*", /g, ""],
  // Only `$dynamicRef` needs more of what Ajv hands from one validator to the next.
  [
    /, parentData: \w+, parentDataProperty: (?:(["'`])(?:(?!\1)[^\\]|\\.)*\1|[^,]+?)(?:, rootData)? \}/g,
    " }",
  ],
  [/, parentData, parentDataProperty, rootData( = data)?/g, ""],
];

const adapt = (code: string): string =>
  replacements
    .reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), code)
    .replace(/new RegExp\("([-^$|()?:]|\[[a-z][A-Z]\])+", "u"\)/g, ignoreCase);

/** Writes `[aA]` as `a` with the flag `i`. Without the flag `u` that is exactly the same. */
function ignoreCase(expression: string): string {
  const source = expression.slice('new RegExp("'.length, -'", "u")'.length);
  const letters = source.replace(/\[(.)(.)\]/g, (pair, lower: string, upper: string) =>
    lower.toUpperCase() === upper ? lower : pair,
  );
  return letters.includes("[") ? expression : `/${letters}/i`;
}

/** Equal schemas share one validator, which gets a further name. */
function exportsOf(ajv: Ajv2020, schemas: Record<string, object>): string[] {
  const nameOf = new Map<string, string>();
  const pointers: Record<string, string> = {};
  const aliases: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema);
    const first = nameOf.get(text);
    // Ajv takes no other letters for a name than those of ASCII.
    const own = /^[\w$]+$/.test(name) ? name : `_${nameOf.size}`;
    if (first === undefined) pointers[own] = `contract#/exports/schemas/${name}`;
    if (first !== undefined || own !== name) aliases.push(`export { ${first ?? own} as ${name} };`);
    nameOf.set(text, first ?? own);
  }
  for (const [name, pointer] of Object.entries(pointers)) {
    orScriptError(`the schema of ${name}`, () => ajv.getSchema(pointer));
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
    onwarn: () => {}, // A contract without deliveries gives an empty module.
  });
  const { output } = await bundle.generate({ format: "esm" });
  return output[0].code;
}
