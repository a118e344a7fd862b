import { camelCase } from "./client-names.js";
import { createDeriveValue } from "./derive-value.js";
import type { Direction } from "./directions.js";
import {
  type Document,
  type Example,
  type Header,
  jsonOf,
  type Link,
  type MediaType,
  methods,
  type Parameter,
  type PathItem,
  type Reference,
  type ResponseObject,
  resolve,
  type Schema,
} from "./document.js";
import { getAt, pointerBelow } from "./json-pointer.js";
import type { Problem } from "./locate.js";
import { supportedItems } from "./unsupported.js";

type Node = Record<string, unknown>;

/**
 * Completes a bundled document with what the specification lets it leave out, so that whoever
 * reads it finds everything in one form: path items in place of references to them, an operationId
 * that is an identifier for every operation, and an example for every JSON body, parameter and
 * response header. What no client can be generated for is left out.
 *
 * @returns with it what is left out, and the places for which no example can be derived
 */
export function completeDocument(bundled: object): { document: Document; notes: Problem[] } {
  const source = bundled as Node;
  const problems: Problem[] = [];
  const { pathItems: _, ...components } = (source.components ?? {}) as Node;
  const copy: object = {
    ...source,
    servers: source.servers ?? [{ url: "/" }],
    paths: supportedItems(source, "paths", problems),
    ...(source.webhooks !== undefined && {
      webhooks: supportedItems(source, "webhooks", problems),
    }),
    components: { ...components, schemas: components.schemas ?? {} },
  };
  // What the type promises beyond this is completed below, in place.
  const document = copy as Document;
  nameOperations(document);
  const completion: Completion = { document, derive: createDeriveValue(document), problems };
  for (const { item, pointer } of pathItemsOf(document)) completeItem(completion, pointer, item);
  return { document, notes: problems };
}

interface Completion {
  document: Document;
  derive: ReturnType<typeof createDeriveValue>;
  problems: Problem[];
}

const pathItemsOf = (document: Document) =>
  (["paths", "webhooks"] as const).flatMap((section) =>
    Object.entries(document[section] ?? {}).map(([path, item]) => ({
      path,
      item,
      pointer: pointerBelow(`#/${section}`, path),
    })),
  );

const operationsIn = (item: PathItem) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ method, operation }];
  });

/** Makes identifiers of operationIds, and lets links follow. */
function nameOperations(document: Document): void {
  const renamed = new Map<string, string>();
  const operations = pathItemsOf(document).flatMap(({ path, item }) =>
    operationsIn(item).map(({ method, operation }) => {
      const { operationId = `${method} ${path}`, responses = {} } = operation;
      const name = camelCase(operationId);
      renamed.set(operationId, name);
      return Object.assign(operation, { operationId: name, responses });
    }),
  );
  for (const operation of operations) {
    for (const [status, reference] of Object.entries(operation.responses)) {
      const response = resolve<ResponseObject>(document, reference);
      if (response.links === undefined) continue;
      const links = Object.entries(response.links).map(([name, link]) => {
        const target = resolve<Link>(document, link);
        const operationId = renamed.get(target.operationId ?? "");
        return [name, operationId === undefined ? target : { ...target, operationId }];
      });
      operation.responses[status] = { ...response, links: Object.fromEntries(links) };
    }
  }
}

function completeItem(completion: Completion, pointer: string, item: PathItem): void {
  completeParameters(completion, pointer, item.parameters);
  for (const { method, operation } of operationsIn(item)) {
    const { parameters, requestBody, responses } = operation;
    const place = `${pointer}/${method}`;
    completeParameters(completion, place, parameters);
    if (requestBody) {
      const [at, { content }] = follow(completion, `${place}/requestBody`, requestBody);
      completeBody(completion, at, content, "request");
    }
    for (const [status, response] of Object.entries(responses)) {
      const [at, found] = follow(completion, `${place}/responses/${status}`, response);
      completeBody(completion, at, found.content, "response");
      for (const [name, header] of Object.entries(found.headers ?? {})) {
        completeParameter(completion, pointerBelow(at, "headers", name), header, "response");
      }
    }
  }
}

function completeParameters(
  completion: Completion,
  place: string,
  parameters: (Parameter | Reference)[] = [],
): void {
  for (const [index, parameter] of parameters.entries()) {
    completeParameter(completion, `${place}/parameters/${index}`, parameter, "request");
  }
}

/** A part of the document and the pointer to it, where a reference leads. */
function follow<T extends object>(
  completion: Completion,
  place: string,
  node: T | Reference,
): [place: string, node: T] {
  if (!("$ref" in node)) return [place, node];
  return follow(completion, node.$ref, getAt(completion.document, node.$ref) as T | Reference);
}

/** Gives the JSON of a body at least one example, and all of its examples names. */
function completeBody(
  completion: Completion,
  place: string,
  content: Record<string, Shown> = {},
  direction: Direction,
): void {
  const type = jsonOf(content)?.type ?? "";
  const media = content[type];
  if (media === undefined) return;
  media.schema ??= {};
  const { example, examples = {} } = media;
  delete media.example;
  if (example !== undefined) media.examples = { example: { value: example }, ...examples };
  else if (Object.keys(examples).length === 0) {
    const value = exampleOf(completion, pointerBelow(place, "content", type), media, direction);
    media.examples = { derived: { value } };
  }
}

/** Gives a parameter or a header an example. */
function completeParameter(
  completion: Completion,
  reference: string,
  node: Parameter | Header | Reference,
  direction: Direction,
): void {
  const [place, parameter] = follow<Shown & Pick<Parameter, "content">>(
    completion,
    reference,
    node,
  );
  const media = jsonOf(parameter.content);
  parameter.example ??= media
    ? exampleOf(completion, pointerBelow(place, "content", media.type), media, direction)
    : exampleOf(completion, place, parameter, direction);
}

/** What may show an example. */
type Shown = MediaType & { example?: unknown };

/** What a part of the document shows, or else a value that is derived from its schema. */
function exampleOf(
  { document, derive, problems }: Completion,
  place: string,
  { example, examples = {}, schema = {} }: Shown,
  direction: Direction,
): unknown {
  const [named] = Object.values(examples);
  const shown = example ?? (named && resolve<Example>(document, named).value);
  if (shown !== undefined) return shown;
  const pointer = `${place}/schema`;
  const value = derive(pointer, direction, resolve<Schema>(document, schema));
  if (value !== undefined) return value;
  const reason = "no valid value can be derived from this schema; give it an example";
  problems.push({ pointer, reason });
  return undefined;
}
