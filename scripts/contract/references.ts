import { readFile, realpath } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import { ScriptError } from "../script-error.js";

/** How many values the aliases of a YAML file may expand to, as a multiple of what stands in it. */
const maxAliasCount = 1_000;

/**
 * Follows the references of a contract to other files before anything else reads them.
 *
 * @param root - the folder that they may not leave
 * @throws ScriptError for a reference to an address or to a file outside of the folder, and for
 *   a file whose aliases expand without end
 */
export async function checkReferences(file: string, root: string): Promise<void> {
  const home = await realpath(root);
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
  if (problems.length === 0) return;
  problems.push(
    "Copy what it needs into the folder, or allow it with --allow-external-references.",
  );
  throw new ScriptError(problems.join("\n"));
}

/** Where a file refers to other files, without what the reference names in them. */
async function referencesIn(file: string) {
  const text = await readFile(file, "utf8");
  if (!/\.(ya?ml|json)$/i.test(file)) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  try {
    document.toJS({ maxAliasCount });
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw new ScriptError(`${relative(process.cwd(), file)}: its aliases expand without end`);
    }
  }
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
