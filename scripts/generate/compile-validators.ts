import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { at, type Document, type Schema } from "../contract/document.js";
import { formats } from "./formats.js";
import type { Exports } from "./validators.js";

/**
 * Compiles schemas into one module without imports, by Ajv. The client carries this code to every
 * user, so it is made small: each byte saved here is one that nobody downloads.
 */
export async function compileValidators(document: Document, exports: Exports): Promise<string> {
  const ajv = createAjv();
  const ids = new Map<string, string>();
  const idOf = (schema: Schema) => {
    const inlined = inline(document, schema);
    // Operations that take or answer the same share one validator.
    const key = JSON.stringify(inlined);
    const id = ids.get(key) ?? `validator${ids.size}`;
    if (!ids.has(key)) ajv.addSchema({ ...inlined, $id: id }, id);
    ids.set(key, id);
    return id;
  };
  const constants = Object.entries(exports).map(([name, schemas]) => {
    const members = Object.entries(schemas).map(
      ([key, schema]) => `${JSON.stringify(key)}: ${idOf(schema)}`,
    );
    return `export const ${name} = { ${members.join(", ")} };`;
  });
  const refs = Object.fromEntries([...ids.values()].map((id) => [id, id]));
  const code = standalone.default(ajv, refs).replaceAll("export const", "const");
  return bundle([compact(code), ...constants].join("\n"));
}

function createAjv() {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    strictRequired: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  // The contract has neither `unevaluatedProperties` nor `$dynamicRef`, so no code for them.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  return ajv;
}

const annotations = ["title", "description", "examples", "default"];

/** A schema with its references replaced by what they point at, and without words for people. */
function inline(document: Document, { $ref, ...schema }: Schema, seen: string[] = []): Schema {
  if ($ref !== undefined) {
    if (seen.includes($ref)) throw new Error(`${$ref} contains itself; validators cannot inline it`);
    return inline(document, at(document, $ref) as Schema, [...seen, $ref]);
  }
  const below = (child: Schema) => inline(document, child, seen);
  const keywords = Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword));
  const inlined = keywords.map(([keyword, value]): [string, unknown] => {
    if (keyword === "properties") return [keyword, mapValues(value as Record<string, Schema>, below)];
    if (keyword === "items" || keyword === "not") return [keyword, below(value as Schema)];
    if (keyword === "allOf" || keyword === "anyOf") return [keyword, (value as Schema[]).map(below)];
    return [keyword, value];
  });
  return mergePatterns(Object.fromEntries(inlined));
}

const mapValues = <T>(object: Record<string, T>, change: (value: T) => T) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** `anyOf` of nothing but patterns is one pattern: one test instead of a branch for each. */
function mergePatterns({ anyOf, ...rest }: Schema): Schema {
  if (anyOf === undefined) return rest;
  const patterns = anyOf.filter((branch) => Object.keys(branch).join() === "pattern");
  if (patterns.length !== anyOf.length || "pattern" in rest) return { ...rest, anyOf };
  return { ...rest, pattern: patterns.map(({ pattern }) => pattern).join("|") };
}

/**
 * Says the same in fewer bytes. Each step only rewrites text that looks exactly as Ajv writes it
 * today; what looks different is left as it is, and is right as it is.
 */
function compact(code: string): string {
  return `${code
    .replace(/schemaPath:"[^"]*",/g, "")
    .replace(/, ?parentData, parentDataProperty, rootData=data/g, "")
    .replace(pushedError, "vErrors = push(vErrors,$2,$3,$4);errors++;")
    .replaceAll("vErrors = push(vErrors,,", "vErrors = push(vErrors,instancePath,")
    .replace(/new RegExp\(("(?:[^"\\]|\\.)*"), "u"\)/g, (_, text) => literal(JSON.parse(text)))
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "(text) => [...text].length")}
const push = (list, instancePath, keyword, params) => [...(list ?? []), { instancePath, keyword, params }];`;
}

const pushedError =
  /const (err\d+) = \{instancePath(?::([^,]+))?,keyword:("\w+"),params:(\{[^;]*?\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/** A pattern as a literal; one that names every letter in both cases ignores case instead. */
function literal(pattern: string): string {
  const folded = pattern.replace(/\[([a-z])([A-Z])\]/g, (pair, lower, upper) =>
    lower === upper.toLowerCase() ? lower : pair,
  );
  const ignoresCase = folded !== pattern && !/[A-Z]/.test(folded);
  const source = (ignoresCase ? folded : pattern).replaceAll("/", "\\/");
  return `/${source}/${ignoresCase ? "iu" : "u"}`;
}

/** Puts in what Ajv's code needs at run time, if anything. */
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
