import type { ParameterDescription } from "../../scripts/contract/parameters.js";
import { headerOf, type Request } from "./http-exchange.js";

/** How a request carries a parameter: entries of its path, its query and its headers. */
export type ParameterTexts = Pick<Request, "path" | "query" | "headers">;

/** A parameter, with the names of the properties that an object in it may have. */
export interface StyledParameter extends ParameterDescription {
  properties: readonly string[];
}

type Values = Record<string, unknown>;
const isObject = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** What comes before the first item, between items, and whether the name is repeated (RFC 6570). */
const styles: Record<string, { first: string; separator: string; isNamed: boolean }> = {
  label: { first: ".", separator: ".", isNamed: false },
  matrix: { first: ";", separator: ";", isNamed: true },
  spaceDelimited: { first: "", separator: " ", isNamed: false },
  pipeDelimited: { first: "", separator: "|", isNamed: false },
};
const simple = { first: "", separator: ",", isNamed: false };

/** Items of one text are separated by commas, except in the styles that are named after another. */
const listSeparator = (style: string) => (/Delimited$/.test(style) ? separatorOf(style) : ",");
const separatorOf = (style: string) => (styles[style] ?? simple).separator;

/** Writes a parameter as OpenAPI says (3.1, 4.8.12), not percent-encoded. */
export function serializeParameter(
  parameter: StyledParameter,
  value: unknown,
): Partial<ParameterTexts> {
  const { name, in: place, type } = parameter;
  if (place === "query") return { query: queryTexts(parameter, value) };
  const text = type === "json" ? JSON.stringify(value) : textOf(parameter, value);
  if (place === "path") return { path: { [name]: text } };
  if (place === "cookie") return { headers: { cookie: `${name}=${text}` } };
  return { headers: { [name]: text } };
}

function queryTexts(parameter: StyledParameter, value: unknown): Request["query"] {
  const { name, type, style = "form", explode = style === "form" } = parameter;
  if (type === "json") return { [name]: JSON.stringify(value) };
  if (!isObject(value)) return { [name]: String(value) };
  if (style === "deepObject") {
    return textsOf(value, (key) => `${name}[${key}]`);
  }
  if (!explode) return { [name]: textOf(parameter, value) };
  return Array.isArray(value) ? { [name]: value.map(String) } : textsOf(value, (key) => key);
}

const textsOf = (value: Values, nameOf: (key: string) => string) =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [nameOf(key), String(one)]));

function textOf({ name, style = "", explode = false }: StyledParameter, value: unknown): string {
  const { first, separator, isNamed } = styles[style] ?? simple;
  const label = isNamed ? `${name}=` : "";
  if (!isObject(value)) return `${first}${label}${value}`;
  if (!explode || /Delimited$/.test(style)) {
    const list = Array.isArray(value) ? value : Object.entries(value).flat();
    return `${first}${label}${list.join(listSeparator(style))}`;
  }
  const items = Array.isArray(value)
    ? value.map((item) => `${label}${item}`)
    : Object.entries(value).map(([key, item]) => `${key}=${item}`);
  return `${first}${items.join(separator)}`;
}

/**
 * Reads a parameter's value from a request, with texts for everything but JSON.
 *
 * @returns undefined where the request does not have it
 */
export function readParameter(parameter: StyledParameter, request: ParameterTexts): unknown {
  const { name, in: place } = parameter;
  if (place === "query") return readQuery(parameter, request.query);
  const text =
    place === "path"
      ? ownText(request.path, name)
      : place === "cookie"
        ? cookieIn(request.headers.cookie, name)
        : headerOf(request.headers, name);
  return text === undefined ? undefined : valueIn(parameter, text);
}

/** A parameter may be called as a member of every object. */
const ownText = <T>(texts: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;

const cookieIn = (cookie: string | undefined, name: string) =>
  cookie
    ?.split(/; */)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

function readQuery(parameter: StyledParameter, query: Request["query"]): unknown {
  const { name, type, style = "form", explode = style === "form", properties } = parameter;
  if (type === "object" && (style === "deepObject" || explode)) {
    const nameOf = (key: string) => (style === "deepObject" ? `${name}[${key}]` : key);
    const entries = properties
      .map((key) => [key, ownText(query, nameOf(key))])
      .filter(([, text]) => text !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  const found = ownText(query, name);
  if (found === undefined) return undefined;
  if (type === "array" && explode) return [found].flat();
  return typeof found === "string" ? valueIn({ ...parameter, explode: false }, found) : found;
}

function valueIn(parameter: StyledParameter, text: string): unknown {
  const { name, type, style = "", explode = false } = parameter;
  if (type === "json") return jsonIn(text);
  const { first, separator, isNamed } = styles[style] ?? simple;
  const label = isNamed ? `${name}=` : "";
  const rest = text.slice(text.startsWith(first) ? first.length : 0);
  const withoutLabel = (item: string) => (item.startsWith(label) ? item.slice(label.length) : item);
  if (type !== "array" && type !== "object") return withoutLabel(rest);
  const items = explode ? rest.split(separator) : withoutLabel(rest).split(listSeparator(style));
  if (type === "array") return items.map(withoutLabel);
  const pairs = explode
    ? items.map((item) => item.split("="))
    : items.flatMap((key, index) => (index % 2 === 0 ? [[key, items[index + 1]]] : []));
  return Object.fromEntries(pairs);
}

/** A text that is not JSON is a text, which the schema will hardly allow. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
