import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { Document } from "../contract/document.js";
import { pointerBelow } from "../contract/json-pointer.js";
import { ScriptError } from "../script-error.js";
import { factsOf, type Json, reader } from "./facts.js";

/** A place where the published description and the contract say different things. */
export interface Difference {
  /** JSON pointer into the facts of a description (see `facts.ts`). */
  pointer: string;
  /** What the published description says; absent where it says nothing. */
  published?: Json;
  /** What the contract says; absent where it says nothing. */
  contract?: Json;
}

/** A way in which the contract differs from the published description on purpose. */
export interface Deviation {
  /** What is published and what the contract says instead, in words. */
  title: string;
  reason: string;
  /** Here `*` in a pointer stands for any token, and a `$ref` for that part of the contract. */
  differences: Difference[];
}

/** What differs without a deviation that says why, and the deviations that differ no longer. */
export interface Comparison {
  unexplained: Difference[];
  outdated: { title: string; difference: Difference }[];
}

export function compareWithPublished(
  published: Document,
  contract: Document,
  deviations: readonly Deviation[],
): Comparison {
  const found = differencesBetween("", factsOf(published), factsOf(contract));
  const read = reader(contract);
  const known = deviations.flatMap(({ title, differences }) =>
    differences.map((difference) => ({
      title,
      difference: { ...(read(difference) as object), pointer: difference.pointer } as Difference,
    })),
  );
  return {
    unexplained: found.filter((one) => !known.some(({ difference }) => covers(difference, one))),
    outdated: known.filter(({ difference }) => !found.some((one) => covers(difference, one))),
  };
}

function differencesBetween(pointer: string, published?: Json, contract?: Json): Difference[] {
  if (isDeepStrictEqual(published, contract)) return [];
  if (isObject(published) && isObject(contract)) {
    const keys = new Set([...Object.keys(published), ...Object.keys(contract)]);
    return [...keys].flatMap((key) =>
      differencesBetween(pointerBelow(pointer, key), published[key], contract[key]),
    );
  }
  // What one side does not say is absent.
  return [JSON.parse(JSON.stringify({ pointer, published, contract }))];
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function covers(known: Difference, found: Difference): boolean {
  const tokens = found.pointer.split("/");
  const pattern = known.pointer.split("/");
  return (
    pattern.length === tokens.length &&
    pattern.every((token, index) => token === "*" || token === tokens[index]) &&
    isDeepStrictEqual(known.published, found.published) &&
    isDeepStrictEqual(known.contract, found.contract)
  );
}

/** The comparison as Markdown. */
export function reportComparison({ unexplained, outdated }: Comparison): string {
  if (unexplained.length + outdated.length === 0) {
    return "Nothing new: every difference from the published description is in openapi/deviations.yaml.";
  }
  const side = (value: Json | undefined) =>
    value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``;
  const isNew = ({ pointer, published, contract }: Difference) =>
    `* \`${pointer}\`: published ${side(published)}, contract ${side(contract)}`;
  const isOld = ({ title, difference: { pointer } }: Comparison["outdated"][number]) =>
    `* \`${pointer}\`: no longer as openapi/deviations.yaml has it (${title})`;
  return [...unexplained.map(isNew), ...outdated.map(isOld)].join("\n");
}

/**
 * Reads a published description, YAML or JSON, and brings it to OpenAPI 3.1.
 *
 * @param source - a file, or an address that begins with `https://` or `http://`
 * @throws ScriptError when it cannot be read or is no OpenAPI description
 */
export async function readPublished(source: string): Promise<Document> {
  const document = await readYaml(source);
  const isDescription = typeof document === "object" && document !== null && "openapi" in document;
  if (!isDescription) throw new ScriptError(`${source} is no OpenAPI 3 description`);
  const { upgrade } = await import("@scalar/openapi-upgrader");
  const upgraded: object = upgrade(document as Record<string, unknown>, "3.1");
  // The library has a type of its own; `factsOf` reads what may be missing as empty.
  return upgraded as Document;
}

/** @throws ScriptError when the file cannot be read */
export const readDeviations = async (file: string): Promise<Deviation[]> =>
  (await readYaml(file)) as Deviation[];

async function readYaml(source: string): Promise<unknown> {
  try {
    return parse(
      /^https?:\/\//.test(source) ? await download(source) : await readFile(source, "utf8"),
    );
  } catch (error) {
    const [reason] = `${(error as Error).message}`.split("\n", 1);
    throw new ScriptError(`cannot read ${source}: ${reason}`);
  }
}

async function download(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`it responds with ${response.status}`);
  return response.text();
}

const [begin, end] = ["<!-- deviations -->", "<!-- /deviations -->"];

/** A Markdown text with the table of deviations between its two markers. */
export function withDeviationsTable(text: string, deviations: readonly Deviation[]): string {
  const rows = deviations.map(({ title, reason }) => `| ${title} | ${reason} |`);
  const table = ["| Published and here | Reason |", "|---|---|", ...rows].join("\n");
  const [before, rest = ""] = text.split(begin, 2);
  return `${before}${begin}\n${table}\n${rest.slice(rest.indexOf(end))}`;
}
