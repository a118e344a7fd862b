import { at, type Document, type PathItem, type Schema } from "../../contract/document.js";
import { type Mutation, operation, property, remove, schema, set, together } from "./mutation.js";

/** Other ways to write the same. */
export const rewrites: Mutation[] = [
  [
    "shared parts are written where they are used",
    together(
      inline(property("WebhookPage", "cursors")),
      inline(operation("list", "/responses/401")),
      inline(operation("list", "/parameters/1")),
    ),
  ],
  [
    "more schemas are shared",
    together(
      share(property("ErrorEnvelope", "error"), "ErrorBody"),
      set(schema("Unused"), { type: "object" }),
    ),
  ],
  ["a shared schema has another name", renameSchema("WebhookInput", "WebhookSettings")],
  ["the parts of a schema are put together", mergeParts("WebhookDetailed")],
  [
    "a part of a schema says less of what another says",
    remove(schema("WebhookDetailed", "/allOf/1/type")),
  ],
  ["the parameters of a path are given to its operations", moveParameters],
];

/** Writes what a reference leads to in its place. */
function inline(pointer: string) {
  return (document: Document) => {
    const { $ref } = at(document, pointer) as { $ref: string };
    set(pointer, structuredClone(at(document, $ref)))(document);
  };
}

/** Moves a schema to the shared ones. */
function share(pointer: string, name: string) {
  return (document: Document) => {
    set(schema(name), at(document, pointer))(document);
    set(pointer, { $ref: schema(name) })(document);
  };
}

function renameSchema(name: string, other: string) {
  return (document: Document) => {
    const text = JSON.stringify(document)
      .replaceAll(`"${schema(name)}"`, `"${schema(other)}"`)
      .replace(`"${name}":`, `"${other}":`);
    Object.assign(document, JSON.parse(text));
  };
}

function mergeParts(name: string) {
  return (document: Document) => {
    const { description, allOf = [] } = at(document, schema(name)) as Schema;
    const parts = allOf.map(({ $ref, ...part }) => ($ref ? (at(document, $ref) as Schema) : part));
    const merged = {
      type: "object",
      description,
      required: parts.flatMap(({ required = [] }) => required),
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    };
    set(schema(name), merged)(document);
  };
}

function moveParameters(document: Document) {
  const path = document.paths["/apps/{app-id}/webhooks"] as PathItem;
  for (const one of [path.get, path.post]) {
    if (one) one.parameters = [...(path.parameters ?? []), ...(one.parameters ?? [])];
  }
  delete path.parameters;
}
