import { camelCase } from "./client-names.js";
import { createDeriveValue } from "./derive-value.js";
import type { Direction } from "./directions.js";
import {
  type Document,
  type Example,
  escapeToken,
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
import { getAt } from "./json-pointer.js";
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
  // What its type promises beyond this is completed below, in place.
  const document = {
    ...source,
    servers: source.servers ?? [{ url: "/" }],
    paths: supportedItems(source, "paths", problems),
    ...(source.webhooks !== undefined && {
      webhooks: supportedItems(source, "webhooks", problems),
    }),
    components: { ...components, schemas: components.schemas ?? {} },
  } as unknown as Document;
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
      pointer: `#/${section}/${escapeToken(path)}`,
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
      const [at, { content, headers = {} }] = follow(
        completion,
        `${place}/responses/${status}`,
        response,
      );
      completeBody(completion, at, content, "response");
      for (const [name, reference] of Object.entries(headers)) {
        const header = follow(completion, `${at}/headers/${escapeToken(name)}`, reference);
        completeParameter(completion, ...header, "response");
      }
    }
  }
}

function completeParameters(
  completion: Completion,
  place: string,
  parameters: (Parameter | Reference)[] = [],
): void {
  for (const [index, reference] of parameters.entries()) {
    const parameter = follow(completion, `${place}/parameters/${index}`, reference);
    completeParameter(completion, ...parameter, "request");
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
  content: Record<string, MediaType & { example?: unknown }> = {},
  direction: Direction,
): void {
  const type = jsonOf(content)?.type;
  const media = type === undefined ? undefined : content[type];
  if (media === undefined) return;
  media.schema ??= {};
  if (media.example !== undefined) {
    media.examples = { example: { value: media.example }, ...media.examples };
    delete media.example;
  }
  if (Object.keys(media.examples ?? {}).length > 0) return;
  const schemaPlace = `${place}/content/${escapeToken(`${type}`)}/schema`;
  media.examples = {
    derived: { value: exampleFor(completion, schemaPlace, media.schema, direction) },
  };
}

/** Gives a parameter or a header an example. */
function completeParameter(
  completion: Completion,
  place: string,
  parameter: Pick<Parameter, "example" | "examples" | "schema" | "content">,
  direction: Direction,
): void {
  if (parameter.example !== undefined) return;
  const media: (MediaType & { type: string; example?: unknown }) | undefined = jsonOf(
    parameter.content,
  );
  const [named] = Object.values(parameter.examples ?? media?.examples ?? {});
  const shown = named && resolve<Example>(completion.document, named).value;
  const inContent = media ? `/content/${escapeToken(media.type)}` : "";
  const schema = media?.schema ?? parameter.schema ?? {};
  parameter.example =
    media?.example ??
    shown ??
    exampleFor(completion, `${place}${inContent}/schema`, schema, direction);
}

function exampleFor(
  { document, derive, problems }: Completion,
  place: string,
  schema: Schema,
  direction: Direction,
): unknown {
  const value = derive(place, direction, resolve<Schema>(document, schema));
  if (value === undefined) {
    const reason = "no valid value can be derived from this schema; give it an example";
    problems.push({ pointer: place, reason });
  }
  return value;
}
