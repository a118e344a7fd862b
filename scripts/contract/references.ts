import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { isScalar, LineCounter, parse, parseDocument, visit } from "yaml";
import { ScriptError } from "../script-error.js";
import { getAt } from "./json-pointer.js";

/** How many values the aliases of a YAML file may expand to, as a multiple of what stands in it. */
const maxAliasCount = 1_000;

/** The OpenAPI document in a file; undefined if Redocly has to bundle it, or to say what is wrong. */
async function readSelfContained(file: string): Promise<object | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const options = { maxAliasCount, merge: true, logLevel: "error" } as const;
  // As JSON, in which no two places share an object.
  const document = readValue(file, () => JSON.parse(JSON.stringify(parse(text, options)))) ?? {};
  const isOpenApi = "openapi" in document && /^3\.[01]\./.test(`${document.openapi}`);
  return isOpenApi && isSelfContained(document, document) ? document : undefined;
}

/** Whether all references in a part of a document lead into the document. */
function isSelfContained(document: object, part: object, isMapping = false): boolean {
  return Object.entries(part).every(([key, value]) => {
    if (typeof value === "object" && value !== null) {
      return isSelfContained(document, value, key === "mapping");
    }
    const isReference = typeof value === "string" && (key === "$ref" || isMapping);
    return !isReference || (value.startsWith("#/") && getAt(document, value) !== undefined);
  });
}

/** The value of a file; undefined if it cannot be read, which Redocly reports with its place. */
function readValue(file: string, read: () => unknown): object | undefined {
  try {
    return Object(read());
  } catch (error) {
    if (!(error instanceof ReferenceError)) return undefined;
    throw new ScriptError(`${relative(process.cwd(), file)}: its aliases expand without end`);
  }
}

/**
 * Reads a contract, and follows its references to other files before anything else reads them.
 *
 * @param root - the folder that they may not leave, unless they may lead anywhere
 * @returns the document, if it is complete without other files and there is nothing to bundle
 * @throws ScriptError for a reference to an address or to a file outside of the folder, and for
 *   a file whose aliases expand without end
 */
export async function checkReferences(
  file: string,
  root: string,
  { allowExternalReferences = false },
): Promise<object | undefined> {
  const document = await readSelfContained(file);
  if (document !== undefined || allowExternalReferences) return document;
  const problems = await forbiddenReferences(file, await realpath(root));
  if (problems.length === 0) return undefined;
  problems.push(
    "Copy what it needs into the folder, or allow it with --allow-external-references.",
  );
  throw new ScriptError(problems.join("\n"));
}

/** A line for each reference that leads to an address or out of the folder. */
async function forbiddenReferences(file: string, home: string): Promise<string[]> {
  const seen = new Set<string>();
  const problems: string[] = [];
  const pending = [{ file: resolve(file), from: "" }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const path = await realpath(next.file).catch(() => undefined);
    // Redocly reports a file that is missing, with the line of the reference.
    if (path === undefined || seen.has(path)) continue;
    seen.add(path);
    if (next.from !== "" && !path.startsWith(home + sep)) {
      problems.push(`${next.from} refers to ${path}, outside of ${home}`);
      continue;
    }
    for (const { target, line, column } of await referencesIn(path)) {
      const from = `${relative(process.cwd(), path)}:${line}:${column}`;
      if (/^[a-z][\w+.-]*:/i.test(target)) problems.push(`${from} refers to the address ${target}`);
      else pending.push({ file: resolve(dirname(path), target), from });
    }
  }
  return problems;
}

/** Where a file refers to other files, without what the reference names in them. */
async function referencesIn(file: string) {
  const text = await readFile(file, "utf8");
  if (!/\.(ya?ml|json)$/i.test(file)) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  readValue(file, () => document.toJS({ maxAliasCount }));
  const references: { target: string; line: number; column: number }[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      const isReference = isScalar(key) && key.value === "$ref" && isScalar(value);
      if (!isReference || typeof value.value !== "string") return;
      const [target = ""] = value.value.split("#", 1);
      const { line, col } = lines.linePos(value.range?.[0] ?? 0);
      if (target !== "") references.push({ target: decodeURI(target), line, column: col });
    },
  });
  return references;
}
