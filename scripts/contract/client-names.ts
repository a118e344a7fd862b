import { type Document, escapeToken } from "./document.js";
import type { Problem } from "./locate.js";
import { apiOperations } from "./operations.js";
import { parametersIn } from "./parameters.js";

/** `webhook-id` → `webhookId`, `get /pets/{id}` → `getPetsId`: an identifier in any case. */
export function camelCase(name: string): string {
  const joined = name.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) =>
    (next ?? "").toUpperCase(),
  );
  const start = /^\p{ID_Start}|^[$_]/u.test(joined) ? joined : `_${joined}`;
  return /^[A-Z]/.test(name) ? start : start.charAt(0).toLowerCase() + start.slice(1);
}

/** `listWebhooks` → `ListWebhooks` */
export const pascalCase = (name: string): string =>
  camelCase(name).replace(/^./u, (first) => first.toUpperCase());

/** The name of the type of an operation's parameters in one place, such as `ListWebhooksQuery`. */
export const parametersTypeName = (operationId: string, place: string): string =>
  `${pascalCase(operationId)}${pascalCase(place)}`;

/** Words that cannot name a parameter of a function in strict code (ECMA-262, 12.7.2). */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof var void while with yield"
  ).split(" "),
);

/** Names for the parameters of a function: each an identifier, none reserved, none twice. */
export function argumentNames(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  return names.map((name) => {
    let argument = camelCase(name);
    while (reserved.has(argument) || used.has(argument)) argument += "Parameter";
    used.add(argument);
    return argument;
  });
}

/** What the client has beside the methods of the operations. */
export const clientProperties = ["fetchClient", "patchWebhook", "rateLimit"];

/** The types that the package exports beside those of the schemas. */
export const packageTypes = (
  "ApiError BadRequestError Call Calls Client ClientOptions Clock CreateOptions ForbiddenError " +
  "InvalidRequestError Logger MendixWebhooksError NetworkError NotFoundError PageOf PagedCall " +
  "RateLimit RateLimitError RequestOptions ServerError SharedOptions TimeoutError " +
  "UnauthorizedError WithResponse"
).split(" ");

/** The places of parameters that have a type of their own. */
export const typedPlaces = ["query", "header", "cookie"] as const;

/** What a contract calls like something else, so that one of the two could not be reached. */
export function nameProblems(document: Document, isForeign: boolean): Problem[] {
  const operations = apiOperations(document);
  const methods = operations.map(({ operationId, pointer }) => ({ name: operationId, pointer }));
  const schemas = Object.keys(document.components.schemas).map((name) => ({
    name: pascalCase(name),
    pointer: `#/components/schemas/${escapeToken(name)}`,
  }));
  const parameters = operations.flatMap((operation) =>
    typedPlaces
      .filter((place) => parametersIn(operation, place).length > 0)
      .map((place) => ({
        name: parametersTypeName(operation.operationId, place),
        pointer: operation.pointer,
      })),
  );
  // A client with a method `then` would be taken for a promise; models.ts uses `NonNullable`.
  return [
    ...problemsOf("method", methods, ["then", ...(isForeign ? [] : clientProperties)]),
    ...problemsOf(
      "type",
      [...schemas, ...parameters],
      ["NonNullable", ...(isForeign ? [] : packageTypes)],
    ),
  ];
}

function problemsOf(
  kind: "method" | "type",
  names: { name: string; pointer: string }[],
  ours: string[],
): Problem[] {
  return names.flatMap(({ name, pointer }, index) => {
    if (ours.includes(name)) return [{ pointer, reason: `${name} is a name of the client` }];
    const other = names.find((one) => one.name === name);
    if (other === names[index]) return [];
    const reason = `the ${kind} would be called ${name}, as that of ${other?.pointer}`;
    return [{ pointer, reason }];
  });
}
