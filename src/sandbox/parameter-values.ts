import type { Parameter } from "../../generated/operations.js";
import type { Violation } from "../../generated/validators/requests.js";

/** The parameters of a request as they arrived: in path and query, percent-encoded. */
export interface ParameterTexts {
  /** By the names of the contract. */
  path: Readonly<Record<string, string>>;
  /** Without its question mark. */
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
  const cookies = new Map(pairsOf(headers.get("cookie") ?? "", /; */));
  // The properties of an exploded object have no prefix: they are what no other parameter takes.
  const others = pairs.filter(([key]) => !parameters.some((one) => isQueryName(one, key)));
  const readers = {
    path: (one: Parameter) => readPath(one, path[one.name] ?? ""),
    query: (one: Parameter) => readQuery(one, pairs, others),
    // Headers are not encoded; of a cookie, the separators are, too.
    header: (one: Parameter) =>
      readText(one, headers.get(one.name)?.replaceAll("%", "%25"), /\s*,\s*/),
    cookie: (one: Parameter) =>
      readText(one, cookies.get(one.name)?.replace(/%(2C|3D)/gi, decode), ","),
  };
  for (const parameter of parameters) {
    const value = readers[parameter.in](parameter);
    if (value !== undefined) values[parameter.in][parameter.name] = value;
  }
  return values;
}

function readPath(parameter: Parameter, text: string): unknown {
  const { name, type, style = "simple", explode } = parameter;
  if (style === "simple") return readText(parameter, text, ",");
  const hasName = style === "matrix" && !(type === "object" && explode);
  const unnamed = hasName ? text.replaceAll(`;${name}=`, ";") : text;
  return readText(parameter, unnamed.slice(1), explode ? unnamed.charAt(0) : ",");
}

const isQueryName = ({ in: place, name, style }: Parameter, key: string) =>
  place === "query" && (style === "deepObject" ? key.startsWith(`${name}[`) : key === name);

function readQuery(parameter: Parameter, pairs: readonly Pair[], others: readonly Pair[]) {
  const { name, type, style = "form", explode = style === "form" } = parameter;
  const own = pairs.filter(([key]) => isQueryName(parameter, key));
  if (style === "deepObject") {
    return objectOf(own.map(([key, text]) => [key.slice(name.length + 1, -1), text]));
  }
  if (type === "object" && explode) return objectOf(others);
  const texts = own.map(([, text]) => text);
  // A repeated parameter is a list, also where the schema does not allow one.
  if (texts.length > 1 || (type === "array" && explode && texts.length > 0)) {
    return texts.map(decode);
  }
  return readText({ ...parameter, explode }, texts[0], separators[style] ?? ",");
}

const separators: Record<string, RegExp> = { spaceDelimited: /%20/, pipeDelimited: /\||%7C/i };

/** Reads a value, the items of an array, or the names and values of an object. */
function readText(
  { type, explode }: Parameter,
  text: string | undefined,
  separator: string | RegExp,
) {
  if (text === undefined) return undefined;
  if (type === "json") return parseJson(decode(text));
  if (type !== "array" && type !== "object") return decode(text);
  const parts = text.split(separator);
  if (type === "array") return parts.map(decode);
  if (explode) return objectOf(parts.map(splitPair));
  const names = parts.filter((_, at) => at % 2 === 0);
  return objectOf(names.map((name, at) => [decode(name), parts[2 * at + 1] ?? ""]));
}

/** Undefined without members, as for an absent parameter. */
const objectOf = (pairs: readonly Pair[]) =>
  pairs.length === 0
    ? undefined
    : Object.fromEntries(pairs.map(([name, text]) => [name, decode(text)]));

const pairsOf = (text: string, separator: string | RegExp): Pair[] =>
  text === "" ? [] : text.split(separator).map(splitPair);

function splitPair(pair: string): Pair {
  const [name = "", ...rest] = pair.split("=");
  return [decode(name), rest.join("=")];
}

const decode = (text: string) => orText(decodeURIComponent, text);
const parseJson = (text: string) => orText<unknown>(JSON.parse, text);

function orText<Value>(parse: (text: string) => Value, text: string): Value | string {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/**
 * Converts the texts whose schemas demand the number or the boolean that they spell. Others remain,
 * for a second validation to name them.
 */
export function convertTexts(
  values: ParameterValues,
  parameters: readonly Parameter[],
  violations: readonly Violation[],
): void {
  for (const { instancePath, params } of violations) {
    const keys = instancePath.split("/").slice(1).map(unescapeToken);
    const last = keys.pop() ?? "";
    const [place, name = last] = keys;
    const parameter = parameters.find((one) => one.in === place && one.name === name);
    const holder = keys.reduce<Record<string, unknown>>((one, key) => Object(one[key]), values);
    const text = holder[last];
    if (typeof text !== "string" || parameter?.type === "json") continue;
    const value = parseJson(text);
    if (typeof value !== "number" && typeof value !== "boolean") continue;
    // Of the keywords `type`, `enum` and `const`.
    const demanded = [params.type, params.allowedValues, params.allowedValue].flat();
    const kind = Number.isInteger(value) ? "integer" : typeof value;
    if ([kind, typeof value, value].some((one) => demanded.includes(one))) holder[last] = value;
  }
}

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");
