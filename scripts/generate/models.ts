import type { Document } from "../contract/document.js";
import { banner, tsdoc } from "./names.js";

/** `models.ts`: a type for each schema, under the schema's own name. */
export function generateModels(document: Document): string {
  const models = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${tsdoc("", schema.description?.trim() ?? "")}\n` +
      `export type ${name} = components["schemas"]["${name}"];\n`,
  );
  return [banner, 'import type { components } from "./schema.js";\n', ...models].join("\n");
}
