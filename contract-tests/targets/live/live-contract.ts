import type { Document, Example, Parameter } from "../../../scripts/contract/document.js";
import { apiOperations } from "../../../scripts/contract/operations.js";

/** Where no delivery can ever arrive: RFC 6761 keeps the domain from existing. */
const nowhere = "https://contract-test.invalid/webhooks";

export interface Stage {
  app: string;
  /** What names of webhooks begin with. */
  nameStart: string;
  /** A webhook of the run; undefined if it makes none. */
  webhook: string | undefined;
}

/**
 * The contract with examples that are harmless to a real service: each webhook carries the run's
 * name, is inactive and has a URL that cannot resolve. The suite makes every request of examples,
 * so that all that it sends is harmless, but for the one place that a check is about.
 */
export function liveContract(contract: Document, { app, nameStart, webhook }: Stage): Document {
  const document = structuredClone(contract);
  for (const name of inputExamples(contract)) {
    const example = document.components.examples?.[name] as Example;
    const value = example.value as { name: string };
    const harmless = { name: `${nameStart} ${value.name}`, url: nowhere, isActive: false };
    example.value = { ...value, ...harmless };
  }
  const examples: Record<string, string | undefined> = { "app-id": app, "webhook-id": webhook };
  for (const parameter of Object.values(document.components.parameters ?? {}) as Parameter[]) {
    const example = parameter.in === "path" ? examples[parameter.name] : undefined;
    if (example !== undefined) parameter.example = example;
  }
  return document;
}

/** The names of the examples that are bodies of requests. */
function inputExamples(contract: Document): Set<string> {
  const bodies = apiOperations(contract).flatMap(({ requestBody }) =>
    Object.values(requestBody?.content ?? {}),
  );
  const references = bodies.flatMap(({ examples = {} }) => Object.values(examples));
  return new Set(
    references.map((example) => {
      if (!("$ref" in example)) throw new Error("an example of a request is no component");
      return example.$ref.split("/").at(-1) ?? "";
    }),
  );
}
