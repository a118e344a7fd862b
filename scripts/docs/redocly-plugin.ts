import { completeDocument } from "../contract/complete.js";
import type { Document } from "../contract/document.js";
import { getAt } from "../contract/json-pointer.js";
import { apiOperations, deliveries } from "../contract/operations.js";
import { deliverySamples, requestSamples } from "./code-samples.js";

/** Gives each operation its code samples, and a link to its place in the console. */
function decorateOperations(root: object): void {
  joinLines(root);
  const { document } = completeDocument(structuredClone(root));
  const decorate = (pointer: string, fields: (description: string) => object) => {
    const operation = getAt(root, pointer) as { description?: string };
    Object.assign(operation, fields(operation.description ?? ""));
  };
  for (const operation of apiOperations(document)) {
    decorate(operation.pointer, (description) => ({
      // A query, because Redoc takes over every link with a hash.
      description: `${description}\n\n[Try it in the console](../console/index.html?operation=${operation.operationId})`,
      "x-codeSamples": requestSamples(document, operation),
    }));
  }
  for (const delivery of deliveries(document)) {
    decorate(delivery.pointer, () => ({ "x-codeSamples": deliverySamples(delivery) }));
  }
}

/** Joins the lines of paragraphs: Redoc's search would join the words at their ends. */
function joinLines(node: object): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === "description" && typeof value === "string") {
      Object.assign(node, {
        description: value
          .split(/\n{2,}/)
          .map(joined)
          .join("\n\n"),
      });
    } else if (typeof value === "object" && value !== null && !/^(examples?|value)$/.test(key)) {
      joinLines(value);
    }
  }
}

/** A paragraph in one line; lists, headings, tables and code stay as they are. */
const joined = (part: string) =>
  /^\s*([-*#|>]|\d+\.|```)/m.test(part) ? part : part.trim().replace(/\s*\n\s*/g, " ");

/** Redocly takes a plugin as a default export. */
export default () => ({
  id: "docs",
  decorators: {
    oas3: {
      "describe-operations": () => ({
        Root: { leave: (root: Document) => decorateOperations(root) },
      }),
    },
  },
});
