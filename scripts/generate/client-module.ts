import type { Document } from "../contract/document.js";
import { apiOperations } from "../contract/operations.js";
import { methodOf } from "./client-methods.js";
import { banner } from "./source-code.js";

/** `client.ts`: one documented, typed method for each operation. */
export function generateClient(document: Document): string {
  const methods = apiOperations(document).map((operation) => methodOf(document, operation));
  const types = methods.map(({ result, item = "", signature }) => result + item + signature).join();
  const schemaTypes = ["operations", "Readable", "Writable"].filter((name) =>
    new RegExp(`\\b${name}[[<]`).test(types),
  );
  const imports = [
    ...(types.includes("models.") ? ['import type * as models from "./models.js";\n'] : []),
    ...(schemaTypes.length > 0
      ? [`import type { ${schemaTypes.join(", ")} } from "./schema.js";\n`]
      : []),
  ];
  const items = methods.filter(({ item }) => item !== undefined);
  return `${banner}
${imports.join("")}
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
