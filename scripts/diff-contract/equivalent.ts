import {
  type Document,
  methods,
  type PathItem,
  type Reference,
  resolve,
  type Schema,
} from "../contract/document.js";

/**
 * Writes both contracts in the same way where there are several ways to say the same, so that a
 * rewrite is not taken for a change. Redocly compares what is written.
 */
export function writtenAlike(base: Document, revision: Document): [Document, Document] {
  const documents = [structuredClone(base), structuredClone(revision)] as const;
  for (const document of documents) giveParametersToOperations(document);
  const [left, right] = documents.map(({ components }) => components.schemas);
  for (const name of Object.keys(left ?? {})) {
    if (JSON.stringify(left?.[name]) === JSON.stringify(right?.[name])) continue;
    for (const document of documents) putPartsTogether(document, name);
  }
  return [...documents];
}

function giveParametersToOperations(document: Document): void {
  for (const item of pathItems(document)) {
    const { parameters } = item;
    if (parameters === undefined) continue;
    for (const method of methods) {
      const operation = item[method];
      if (operation)
        operation.parameters = [...structuredClone(parameters), ...(operation.parameters ?? [])];
    }
    delete item.parameters;
  }
}

const pathItems = ({ paths, webhooks = {} }: Document): PathItem[] =>
  Object.values({ ...paths, ...webhooks });

const mergeable = new Set(["type", "description", "title", "required", "properties", "examples"]);

/** Replaces `allOf` of plain objects, none of which speaks about another's properties. */
function putPartsTogether(document: Document, name: string): void {
  const schema = document.components.schemas[name];
  const { allOf, ...own } = schema ?? {};
  if (schema === undefined || allOf === undefined) return;
  const parts = [
    ...allOf.map((part) => resolve<Schema>(document, part as Schema | Reference)),
    own,
  ];
  const names = parts.flatMap(({ properties = {} }) => Object.keys(properties));
  const isPlain = parts.every((part) => Object.keys(part).every((key) => mergeable.has(key)));
  if (!isPlain || new Set(names).size < names.length) return;
  document.components.schemas[name] = {
    ...own,
    ...(parts.some(({ type }) => type === "object") && { type: "object" }),
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
  };
}
