import type { Document } from "../contract/document.js";
import { resolve } from "../contract/document.js";

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | Fact;
type Fact = { [key: string]: Json };
type Node = Record<string, unknown>;

/** Annotations and other fields that promise nothing about a request or a response. */
const editorial =
  /^(title|summary|description|examples?|externalDocs|tags|operationId|links|\$comment|x-.*)$/;

/** Objects whose keys are names, which may look like those of other fields. */
const maps = ["properties", "patternProperties", "dependentSchemas", "$defs", "headers", "content"];

/** Arrays whose order has no meaning. */
const sets = ["required", "enum", "type"];

/**
 * What a description says about requests and responses, in the shape of an OpenAPI document:
 * references are followed, components and words are gone, and parameters are objects by place and
 * name. Two descriptions that say the same have equal facts, whatever their components are called.
 */
export function factsOf(document: Document): Json {
  const { info, servers, security, paths, components } = document;
  const read = reader(document);
  return {
    info: { version: info.version },
    servers: servers.map(({ url }) => url),
    ...(security && { security: read(security) }),
    securitySchemes: read(components.securitySchemes ?? {}),
    paths: mapValues(paths, (item) => {
      const { parameters: shared = [], ...rest } = resolve<Node>(document, item);
      const operations = Object.entries(rest).filter(([key]) => isMethod(key));
      return mapValues(Object.fromEntries(operations), (value) => {
        const { parameters = [], responses = {}, ...operation } = value as Node;
        const all = [...(shared as Node[]), ...(parameters as Node[])];
        return {
          ...(read(operation) as object),
          parameters: Object.fromEntries(
            all.map((one) => parameterFact(resolve(document, one), read)),
          ),
          responses: mapValues(responses as Node, (response) => responseFact(read(response))),
        };
      });
    }),
  };
}

const isMethod = (key: string) => /^(get|put|post|delete|options|head|patch|trace)$/.test(key);

function parameterFact({ name, in: place, ...rest }: Node, read: (node: unknown) => Json) {
  const { required = false, ...fact } = read(rest) as Fact;
  return [`${place} ${name}`, { required, ...fact }] as const;
}

/** Header names compare without regard to case (RFC 9110, 5.1). */
function responseFact(response: Json): Json {
  const { headers = {}, content = {}, ...rest } = response as Fact;
  const byName = Object.entries(headers as Fact).map(([name, one]) => [name.toLowerCase(), one]);
  return { ...rest, headers: Object.fromEntries(byName), content };
}

/** Reads the facts of any part of a document; a cycle of references ends at its reference. */
export function reader(document: Document) {
  const read = (node: unknown, through: readonly string[] = []): Json => {
    if (Array.isArray(node)) return node.map((item) => read(item, through));
    if (typeof node !== "object" || node === null) return node as Json;
    const { $ref, ...siblings } = node as Node;
    if (typeof $ref === "string") {
      if (through.includes($ref)) return { $ref };
      const target = resolve<Node>(document, { $ref });
      return read({ ...target, ...siblings }, [...through, $ref]);
    }
    return readObject(node as Node, through);
  };
  const readObject = (node: Node, through: readonly string[]): Json => {
    const fields = Object.entries(node).filter(([key]) => !editorial.test(key));
    const facts = fields.map(([key, value]) => {
      if (maps.includes(key)) return [key, mapValues(value as Node, (one) => read(one, through))];
      const fact = read(value, through);
      return [key, sets.includes(key) && Array.isArray(fact) ? fact.toSorted() : fact];
    });
    return withoutComposition(Object.fromEntries(facts));
  };
  return (node: unknown) => read(node);
}

/** An `allOf` of objects as the one object that says the same, if no keyword is said twice. */
function withoutComposition(fact: Fact): Fact {
  const { allOf, ...own } = fact;
  if (!Array.isArray(allOf)) return fact;
  let whole = own;
  for (const part of allOf) {
    const { properties, required, type, ...rest } = part as Fact;
    const isRepeated = Object.keys(rest).some((key) => key in whole);
    if (isRepeated || (whole.type ?? type) !== (type ?? whole.type)) return fact;
    const names = [...((whole.required ?? []) as string[]), ...((required ?? []) as string[])];
    whole = {
      ...whole,
      ...rest,
      ...(type !== undefined && { type }),
      ...(names.length > 0 && { required: [...new Set(names)].sort() }),
      ...(properties !== undefined && {
        properties: { ...(whole.properties as Fact), ...(properties as Fact) },
      }),
    };
  }
  return whole;
}

function mapValues<In, Out>(values: Record<string, In>, map: (value: In) => Out) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
