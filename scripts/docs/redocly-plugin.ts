import { completeDocument } from "../contract/complete.js";
import type { Document } from "../contract/document.js";
import { getAt } from "../contract/json-pointer.js";
import { apiOperations, deliveries } from "../contract/operations.js";
import { deliverySamples, requestSamples } from "./code-samples.js";

/** Gives each operation its code samples, and a link to its place in the console. */
function decorateOperations(root: object): void {
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
