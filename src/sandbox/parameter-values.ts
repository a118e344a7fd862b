import type { Parameter } from "../../generated/operations.js";
import type { Violation } from "../../generated/validators/requests.js";

/** The parameters of a request as they arrived. */
export interface ParameterTexts {
  /** By the names of the contract, percent-encoded. */
  path: Readonly<Record<string, string>>;
  /** The query string, percent-encoded, without its question mark. */
  query: string;
  headers: Headers;
}

/** The parameters of each place, by the names of the contract. */
export type ParameterValues = Record<Parameter["in"], Record<string, unknown>>;

/** A name and a text that is still percent-encoded. */
type Pair = readonly [name: string, text: string];

/** Reads parameters in the styles of OpenAPI 3.1 (4.8.12). All that is not JSON remains text. */
export function readParameters(
  parameters: readonly Parameter[],
  { path, query, headers }: ParameterTexts,
): ParameterValues {
  const values: ParameterValues = { path: {}, query: {}, header: {}, cookie: {} };
  const pairs = pairsOf(query.replaceAll("+", "%20"), "&");
  // The properties of an exploded object have no prefix: they are what no other parameter takes.
  const free = pairs.filter(([name]) => !parameters.some((one) => isPartOf(one, name)));
  const cookies = new Map(pairsOf(headers.get("cookie") ?? "", /; */));
  const readers = {
    path: (one: Parameter) => readPath(one, path[one.name] ?? ""),
    query: (one: Parameter) => readQuery(one, pairs, free),
    header: (one: Parameter) => readText(one, headers.get(one.name), /\s*,\s*/, asItIs),
    // Clients encode the separators of a cookie, too.
    cookie: (one: Parameter) => readText(one, decode(cookies.get(one.name)), ",", asItIs),
  };
  for (const parameter of parameters) {
    const value = readers[parameter.in](parameter);
    if (value !== undefined) values[parameter.in][parameter.name] = value;
  }
  return values;
}

function readPath(parameter: Parameter, text: string): unknown {
  const { name, type, style, explode } = parameter;
  if (style === "label") return readText(parameter, text.slice(1), explode ? "." : ",");
  if (style !== "matrix") return readText(parameter, text, ",");
  const pairs = pairsOf(text.slice(1), ";");
  if (explode && type === "object") return objectOf(pairs);
  if (explode && type === "array") return pairs.map(([, item]) => decode(item));
  return readText(parameter, new Map(pairs).get(name) ?? "", ",");
}

const isPartOf = ({ in: place, name, style }: Parameter, key: string) =>
  place === "query" && (style === "deepObject" ? key.startsWith(`${name}[`) : key === name);

function readQuery(parameter: Parameter, pairs: readonly Pair[], free: readonly Pair[]) {
  const { name, type, style = "form", explode = style === "form" } = parameter;
  if (type === "object" && (style === "deepObject" || explode)) {
    const parts = pairs.filter(([key]) => isPartOf(parameter, key));
    const named = parts.map(([key, text]): Pair => [key.slice(name.length + 1, -1), text]);
    const members = style === "deepObject" ? named : free;
    return members.length > 0 ? objectOf(members) : undefined;
  }
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  // A repeated parameter is a list, also where the schema does not allow one.
  const isList = texts.length > 1 || (type === "array" && explode && texts.length > 0);
  if (isList) return texts.map((text) => decode(text));
  return readText({ ...parameter, explode }, texts[0], separators[style] ?? ",");
}

const separators: Record<string, RegExp> = { spaceDelimited: /%20/, pipeDelimited: /\||%7C/i };

/** Reads a value, the items of an array, or the names and values of an object. */
function readText(
  { type, explode = false }: Parameter,
  text: string | null | undefined,
  separator: string | RegExp,
  decodePart: (text: string) => string = decode,
): unknown {
  if (text === null || text === undefined) return undefined;
  if (type === "json") return parseJson(decodePart(text));
  if (type !== "array" && type !== "object") return decodePart(text);
  const parts = text.split(separator);
  if (type === "array") return parts.map(decodePart);
  if (explode) return objectOf(parts.map(splitPair), decodePart);
  const names = parts.filter((_, at) => at % 2 === 0);
  return objectOf(
    names.map((name, at) => [decodePart(name), parts[2 * at + 1] ?? ""]),
    decodePart,
  );
}

const objectOf = (pairs: readonly Pair[], decodePart: (text: string) => string = decode) =>
  Object.fromEntries(pairs.map(([name, text]) => [name, decodePart(text)]));

const pairsOf = (text: string, separator: string | RegExp): Pair[] =>
  text === "" ? [] : text.split(separator).map(splitPair);

function splitPair(pair: string): Pair {
  const [name = "", ...rest] = pair.split("=");
  return [decode(name), rest.join("=")];
}

const asItIs = (text: string) => text;

/** A text that is not encoded correctly remains as it is. */
function decode<Text extends string | undefined>(text: Text): Text | string {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Converts the texts that violate their schema only because it demands a number or a boolean. Texts
 * that are neither remain, for a second validation to name them.
 */
export function convertTexts(
  values: ParameterValues,
  parameters: readonly Parameter[],
  violations: readonly Violation[],
): void {
  const isJson = (place = "", name = "") =>
    parameters.some((one) => one.in === place && one.name === name && one.type === "json");
  for (const { instancePath, params } of violations) {
    const keys = instancePath.split("/").slice(1).map(unescapeToken);
    const last = keys.pop() ?? "";
    const holder = keys.reduce<Record<string, unknown>>((one, key) => Object(one[key]), values);
    const value = spelledBy(holder[last]);
    if (!isJson(keys[0], keys[1] ?? last) && isDemanded(value, params)) holder[last] = value;
  }
}

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The number or boolean that a text spells. */
function spelledBy(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?(e[-+]\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Whether the parameters of a violated `type`, `enum` or `const` demand a value. */
function isDemanded(
  value: unknown,
  { type, allowedValues = [], allowedValue }: Violation["params"],
): boolean {
  if (value === undefined) return false;
  const types = [type].flat();
  const isInteger = types.includes("integer") && typeof value === "number";
  return (
    isInteger ||
    types.includes(typeof value) ||
    [allowedValues].flat().includes(value) ||
    value === allowedValue
  );
}
