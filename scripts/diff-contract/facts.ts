import { type Document, mapValues, methods, resolve } from "../contract/document.js";

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
  const operationFact = (value: Node, shared: Node[]) => {
    const { parameters = [], responses = {}, ...operation } = value;
    const all = [...shared, ...(parameters as Node[])].map((one) => resolve<Node>(document, one));
    return {
      ...(read(operation) as Fact),
      parameters: Object.fromEntries(
        all.map(({ name, in: place, ...rest }) => {
          const { required = false, ...fact } = read(rest) as Fact;
          return [`${place} ${name}`, { required, ...fact }];
        }),
      ),
      responses: mapValues(responses as Node, (response) => responseFact(read(response))),
    };
  };
  return {
    info: { version: info.version },
    servers: servers.map(({ url }) => url),
    ...(security && { security: read(security) }),
    securitySchemes: read(components.securitySchemes ?? {}),
    paths: mapValues(paths, (item) => {
      const { parameters = [], ...rest } = resolve<Node>(document, item);
      const operations = Object.entries(rest).filter(([key]) => isMethod(key));
      return Object.fromEntries(
        operations.map(([key, one]) => [key, operationFact(one as Node, parameters as Node[])]),
      );
    }),
  };
}

const isMethod = (key: string) => methods.some((method) => method === key);

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
  const { allOf, ...whole } = fact;
  if (!Array.isArray(allOf)) return fact;
  for (const [key, value] of (allOf as Fact[]).flatMap((part) => Object.entries(part))) {
    const joint = key in whole ? joined(key, whole[key] as Json, value) : value;
    if (joint === undefined) return fact;
    whole[key] = joint;
  }
  return whole;
}

/** What two schemas say together by a keyword; undefined if it takes both to say it. */
function joined(key: string, a: Json, b: Json): Json | undefined {
  if (key === "properties") return { ...(a as Fact), ...(b as Fact) };
  if (key === "required") return [...new Set([...(a as string[]), ...(b as string[])])].sort();
  return key === "type" && a === b ? a : undefined;
}
