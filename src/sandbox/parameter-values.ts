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

/**
 * Reads parameters in the default styles of OpenAPI 3.1 (4.8.12), in `deepObject` and as JSON. Lists
 * may be exploded or not. Values in other styles remain text.
 */
export function readParameters(
  parameters: readonly Parameter[],
  { path, query, headers }: ParameterTexts,
): ParameterValues {
  const values: ParameterValues = { path: {}, query: {}, header: {}, cookie: {} };
  const pairs = pairsOf(query.replaceAll("+", "%20"), "&");
  const cookies = new Map(pairsOf(headers.get("cookie") ?? "", /; */));
  const readers = {
    path: (one: Parameter) => readText(one, path[one.name] ?? ""),
    query: (one: Parameter) => readQuery(one, pairs),
    // Headers are not encoded.
    header: (one: Parameter) => readText(one, headers.get(one.name)?.replaceAll("%", "%25")),
    cookie: (one: Parameter) => readText(one, cookies.get(one.name)),
  };
  for (const parameter of parameters) {
    const value = readers[parameter.in](parameter);
    if (value !== undefined) values[parameter.in][parameter.name] = value;
  }
  return values;
}

function readQuery(parameter: Parameter, pairs: readonly Pair[]): unknown {
  const { name, type, style = "form", explode = style === "form" } = parameter;
  if (style === "deepObject") {
    const own = pairs.filter(([key]) => key.startsWith(`${name}[`));
    const fields = own.map(([key, text]) => [key.slice(name.length + 1, -1), decode(text)]);
    return own.length === 0 ? undefined : Object.fromEntries(fields);
  }
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  // A repeated parameter is a list, also where the schema does not allow one.
  const isList = texts.length > 1 || (type === "array" && explode && texts.length > 0);
  return isList ? texts.map(decode) : readText(parameter, texts[0]);
}

function readText({ type }: Parameter, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (type === "array") return text.split(/\s*,\s*/).map(decode);
  return type === "json" ? parseJson(decode(text)) : decode(text);
}

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
