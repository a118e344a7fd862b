import { hasDirections } from "../contract/directions.js";
import type { Document } from "../contract/document.js";
import { banner } from "../contract/names.js";
import { apiOperations } from "../contract/operations.js";
import { methodOf } from "./method.js";

/** `client.ts`: one documented, typed method for each operation. */
export function generateClient(document: Document): string {
  const methods = apiOperations(document).map((operation) => methodOf(document, operation));
  const schemaTypes = ["operations", ...(hasDirections(document) ? ["Readable", "Writable"] : [])];
  const items = methods.filter(({ item }) => item !== undefined);
  return `${banner}
import type * as models from "./models.js";
import type { ${schemaTypes.join(", ")} } from "./schema.js";

/** What each operation answers when it succeeds. */
export interface Results {
${methods.map(({ key, result }) => `  ${key}: ${result};`).join("\n")}
}

/** What a walk over the pages of an operation yields. */
export interface Items {
${items.map(({ key, item }) => `  ${key}: ${item};`).join("\n")}
}

/** The parameters and the body of a request, by their names in the contract. */
export interface Input {
  path?: object | undefined;
  query?: object | undefined;
  header?: object | undefined;
  cookie?: object | undefined;
  body?: unknown;
}

/** Performs an operation: the transport that the methods below stand on. */
export type Send<Calls extends Record<keyof Results, unknown>, Options> = <
  Id extends keyof Results,
>(
  operationId: Id,
  input: Input,
  options: Options | undefined,
) => Calls[Id];

/** A method for each operation; \`Calls\` tells what each of them gives back. */
export interface Methods<Calls extends Record<keyof Results, unknown>, Options> {
${methods.map(({ signature }) => signature).join("\n")}
}

/** Gives each operation its method. */
export function createMethods<Calls extends Record<keyof Results, unknown>, Options>(
  send: Send<Calls, Options>,
): Methods<Calls, Options> {
  return {
${methods.map(({ implementation }) => implementation).join("\n")}
  };
}
`;
}
