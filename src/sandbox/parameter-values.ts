import type { Parameter, ParameterType } from "../../generated/operations.js";

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
 * may be exploded or not. Values in other styles, or not of their type, remain text.
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
  const { name, type, items, style = "form", explode = style === "form" } = parameter;
  if (style === "deepObject") {
    const own = pairs.filter(([key]) => key.startsWith(`${name}[`));
    const fields = own.map(([key, text]) => [
      key.slice(name.length + 1, -1),
      readValue(text, "json"),
    ]);
    return own.length === 0 ? undefined : Object.fromEntries(fields);
  }
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  // A repeated parameter is a list, also where the schema does not allow one.
  const isList = texts.length > 1 || (type === "array" && explode && texts.length > 0);
  return isList ? texts.map((text) => readValue(text, items)) : readText(parameter, texts[0]);
}

function readText({ type, items }: Parameter, text: string | undefined): unknown {
  if (text === undefined || type !== "array") return text && readValue(text, type);
  return text.split(/\s*,\s*/).map((item) => readValue(item, items));
}

/** Converts a text to the type that its schema demands, if it spells such a value. */
function readValue(encoded: string, type: ParameterType = "string"): unknown {
  const text = orText(decodeURIComponent, encoded);
  if (type === "string") return text;
  const value = orText<unknown>(JSON.parse, text);
  const isOfType = type === "json" || typeof value === (type === "integer" ? "number" : type);
  return isOfType ? value : text;
}

const pairsOf = (text: string, separator: string | RegExp): Pair[] =>
  text === "" ? [] : text.split(separator).map(splitPair);

function splitPair(pair: string): Pair {
  const [name = "", ...rest] = pair.split("=");
  return [orText(decodeURIComponent, name), rest.join("=")];
}

function orText<Value>(parse: (text: string) => Value, text: string): Value | string {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
