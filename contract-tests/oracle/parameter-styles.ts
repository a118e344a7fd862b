import type { ParameterDescription } from "../../scripts/contract/parameters.js";
import { headerOf, type Request } from "./http-exchange.js";

/** How a request carries a parameter: entries of its path, its query and its headers. */
export type ParameterTexts = Pick<Request, "path" | "query" | "headers">;

/** Whether a parameter is one text, and not made of several or of JSON. */
export const isOneText = ({ type }: Pick<ParameterDescription, "type">) =>
  !["array", "object", "json"].includes(type);

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
  if (style === "deepObject") return textsOf(value, (key) => `${name}[${key}]`);
  if (!explode) return { [name]: textOf(parameter, value) };
  return Array.isArray(value) ? { [name]: value.map(String) } : textsOf(value, (key) => key);
}

const textsOf = (value: Values, nameOf: (key: string) => string) =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [nameOf(key), String(one)]));

function textOf({ name, style = "", explode = false }: StyledParameter, value: unknown): string {
  const { first, separator, isNamed } = styles[style] ?? simple;
  const label = isNamed ? `${name}=` : "";
  if (!isObject(value)) return `${first}${label}${value}`;
  const isDelimited = style.endsWith("Delimited");
  if (!explode || isDelimited) {
    const list = Array.isArray(value) ? value : Object.entries(value).flat();
    // Items of one text are separated by commas, except in the styles that are named after another.
    return `${first}${label}${list.join(isDelimited ? separator : ",")}`;
  }
  const items = Array.isArray(value)
    ? value.map((item) => `${label}${item}`)
    : Object.entries(value).map(([key, item]) => `${key}=${item}`);
  return `${first}${items.join(separator)}`;
}

/**
 * Reads a parameter's text from a request. Of an array or an object in several parts of a query, the
 * first part that there is.
 *
 * @returns undefined where the request does not have it
 */
export function readParameter(
  parameter: StyledParameter,
  { path, query, headers }: ParameterTexts,
): string | undefined {
  const { name, in: place, type, style, explode, properties } = parameter;
  if (place === "path") return withoutStyle(parameter, ownText(path, name));
  if (place === "header") return headerOf(headers, name);
  if (place === "cookie") {
    const pair = headers.cookie?.split(/; */).find((one) => one.startsWith(`${name}=`));
    return pair?.slice(name.length + 1);
  }
  const isInParts = type === "object" && (style === "deepObject" || (explode ?? true));
  const nameOf = (key: string) => (style === "deepObject" ? `${name}[${key}]` : key);
  const names = isInParts ? properties.map(nameOf) : [name];
  const found = names.map((one) => ownText(query, one)).find((text) => text !== undefined);
  return found && [found].flat().join();
}

/** A parameter may be called as a member of every object. */
const ownText = <T>(texts: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined;

function withoutStyle({ name, style = "" }: StyledParameter, text: string | undefined) {
  const { first, isNamed } = styles[style] ?? simple;
  const before = first + (isNamed ? `${name}=` : "");
  return text?.startsWith(before) ? text.slice(before.length) : text;
}
