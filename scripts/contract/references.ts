import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { unescape as decode } from "node:querystring";
import { parse } from "yaml";
import { ScriptError } from "../script-error.js";
import { getAt, pointerBelow } from "./json-pointer.js";
import { describeProblems } from "./locate.js";

/** How many values the aliases of a YAML file may expand to, as a multiple of what stands in it. */
const maxAliasCount = 1_000;

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
  const document = await readYaml(file);
  const isOpenApi = "openapi" in document && /^3\.[01]\./.test(`${document.openapi}`);
  const isResolved = ({ target }: Reference) =>
    target.startsWith("#/") && getAt(document, target) !== undefined;
  if (isOpenApi && referencesIn(document).every(isResolved)) return document;
  if (allowExternalReferences) return undefined;
  const problems = await forbiddenReferences(resolve(file), await realpath(root));
  if (problems.length === 0) return undefined;
  problems.push(
    "Copy what it needs into the folder, or allow it with --allow-external-references.",
  );
  throw new ScriptError(problems.join("\n"));
}

/** Reads JSON, and decodes its references, which are parts of URIs (RFC 6901, 6). */
export const parseContract = (text: string) =>
  JSON.parse(text, (key, value) =>
    key === "$ref" && `${value}`.startsWith("#/") ? decode(value) : value,
  );

/** What a file says, as JSON; nothing if it cannot be read, which Redocly reports with its place. */
async function readYaml(file: string): Promise<object> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    const value = parse(text, { maxAliasCount, merge: true, logLevel: "error" });
    // No two places may share an object.
    return Object(parseContract(JSON.stringify(value)));
  } catch (error) {
    if (!(error instanceof ReferenceError)) return {};
    throw new ScriptError(`${relative(process.cwd(), file)}: its aliases expand without end`);
  }
}

/** A line for each reference that leads to an address or out of the folder. */
async function forbiddenReferences(root: string, home: string): Promise<string[]> {
  const files = new Set([root]);
  const lines: string[] = [];
  // Grows while it is read.
  for (const file of files) {
    const problems = [];
    for (const { pointer, target } of referencesIn(await readYaml(file))) {
      const [path = ""] = target.split("#", 1);
      const isAddress = /^[a-z][\w+.-]*:/i.test(path);
      if (isAddress) problems.push({ pointer, reason: `refers to the address ${path}` });
      if (isAddress || path === "") continue;
      // Redocly reports a file that is missing, with the line of the reference.
      const other = await realpath(resolve(dirname(file), decodeURI(path))).catch(() => file);
      const isOutside = other !== file && !other.startsWith(home + sep);
      if (isOutside) problems.push({ pointer, reason: `refers to ${other}, outside of ${home}` });
      else files.add(other);
    }
    lines.push(...(await describeProblems(problems, file, relative(process.cwd(), file))));
  }
  return lines;
}

interface Reference {
  pointer: string;
  target: string;
}

/** The references in a part of a document, those of a discriminator too. */
function referencesIn(part: object, place = "#", isMapping = false): Reference[] {
  return Object.entries(part).flatMap(([key, value]) => {
    const pointer = pointerBelow(place, key);
    if (typeof value === "string") {
      return key === "$ref" || isMapping ? [{ pointer, target: value }] : [];
    }
    return referencesIn(Object(value), pointer, key === "mapping");
  });
}
