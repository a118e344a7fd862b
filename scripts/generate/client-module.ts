import type { Document, MediaType, Schema } from "../contract/document.js";
import { apiOperations, type Operation, successStatuses } from "../contract/operations.js";
import { paginationOf } from "./operation-modules.js";
import { banner, camelCase, pascalCase, schemaName, tsdoc } from "./source-code.js";

/** `client.ts`: one documented, typed method for each operation. */
export function generateClient(document: Document): string {
  const operations = apiOperations(document);
  const paged = operations.flatMap((operation) => {
    const pagination = paginationOf(document, operation);
    return pagination ? [[operation.operationId, pagination] as const] : [];
  });
  const results = operations.map(
    (operation) => `  ${operation.operationId}: ${resultType(operation)};`,
  );
  const items = paged.map(([operationId, { item }]) => `  ${operationId}: ${item};`);
  const models = [
    ...operations.flatMap(schemasOf).map(schemaName),
    ...paged.map(([, { item }]) => item),
  ];
  const imports = [...new Set(models)].filter((name) => name !== undefined).sort();
  return `${banner}
import type { ${imports.join(", ")} } from "./models.js";
import type { operations } from "./schema.js";

/** The body of each operation's success response. */
export interface Results {
${results.join("\n")}
}

/** An item of each paginated operation. */
export interface Items {
${items.join("\n")}
}
${operations.flatMap(queryType).join("")}
/** The parameters and the body of a request, by their names in the contract. */
export interface Input {
  path: Record<string, string>;
  query?: object | undefined;
  body?: unknown;
}

/** Performs an operation; all methods below call it. */
export type Send<Calls extends Record<keyof Results, unknown>, Options> = <
  Id extends keyof Results,
>(
  operationId: Id,
  input: Input,
  options: Options | undefined,
) => Calls[Id];

/** A method for each operation; \`Calls\` tells what each of them gives back. */
export interface Methods<Calls extends Record<keyof Results, unknown>, Options> {
${operations.map(signature).join("\n")}
}

/** Gives each operation its method. */
export function createMethods<Calls extends Record<keyof Results, unknown>, Options>(
  send: Send<Calls, Options>,
): Methods<Calls, Options> {
  return {
${operations.map(implementation).join("\n")}
  };
}
`;
}

/** The schemas of an operation's body and success responses. */
function schemasOf(operation: Operation): (Schema | undefined)[] {
  const contents = successStatuses(operation).map(
    (status) => operation.responses[String(status)]?.content,
  );
  return [operation.requestBody?.content, ...contents].map(
    (content) => content?.["application/json"]?.schema,
  );
}

function signature(operation: Operation): string {
  const { method, path, scopes, summary, description } = operation;
  const scope = scopes.map((name) => `\`${name}\``).join(" or ");
  const docs = tsdoc(
    "  ",
    `${summary}.`,
    description,
    `\`${method.toUpperCase()} ${path}\`${scope && `, scope ${scope}`}.`,
    paramDocs(operation).join("\n"),
  );
  const parameters = [
    ...pathParameters(operation).map(({ name }) => `${camelCase(name)}: string`),
    ...(operation.requestBody
      ? [`body${operation.requestBody.required ? "" : "?"}: ${bodyType(operation)}`]
      : []),
    ...(queryParameters(operation).length > 0
      ? [`query${isQueryRequired(operation) ? "" : "?"}: ${queryName(operation)}`]
      : []),
    "options?: Options",
  ];
  return `${docs}\n  ${operation.operationId}(${parameters.join(", ")}): Calls["${operation.operationId}"];`;
}

function paramDocs(operation: Operation): string[] {
  const text = (description = "") => description.trim().replaceAll("\n", " ");
  return [
    ...pathParameters(operation).map(
      ({ name, description }) => `@param ${camelCase(name)} - ${text(description)}`,
    ),
    ...(operation.requestBody ? [`@param body - ${text(operation.requestBody.description)}`] : []),
  ];
}

function implementation(operation: Operation): string {
  const names = pathParameters(operation).map(({ name }) => name);
  const hasQuery = queryParameters(operation).length > 0;
  const extras = [...(operation.requestBody ? ["body"] : []), ...(hasQuery ? ["query"] : [])];
  const path = names.map((name) => `"${name}": ${camelCase(name)}`).join(", ");
  const input = [`path: { ${path} }`, ...extras].join(", ");
  const parameters = [...names.map(camelCase), ...extras, "options"].join(", ");
  const { operationId } = operation;
  return `    ${operationId}: (${parameters}) =>\n      send("${operationId}", { ${input} }, options),`;
}

function queryType(operation: Operation): string[] {
  if (queryParameters(operation).length === 0) return [];
  const type = `operations["${operation.operationId}"]["parameters"]["query"]`;
  const docs = tsdoc("", `The query of \`${operation.operationId}\`.`);
  return [`\n${docs}\nexport type ${queryName(operation)} = NonNullable<${type}>;\n`];
}

const queryName = (operation: Operation) => `${pascalCase(operation.operationId)}Query`;
const isQueryRequired = (operation: Operation) =>
  queryParameters(operation).some(({ required }) => required);
const queryParameters = (operation: Operation) =>
  operation.parameters.filter((parameter) => parameter.in === "query");

/** In the order of the path template, which may differ from the order of the list. */
const pathParameters = (operation: Operation) =>
  operation.parameters
    .filter((parameter) => parameter.in === "path")
    .sort((a, b) => operation.path.indexOf(`{${a.name}}`) - operation.path.indexOf(`{${b.name}}`));

function bodyType(operation: Operation): string {
  const type = `operations["${operation.operationId}"]["requestBody"]`;
  return operation.requestBody ? jsonType(operation.requestBody.content, type) : "undefined";
}

function resultType(operation: Operation): string {
  const types = successStatuses(operation).map((status) => {
    const type = `operations["${operation.operationId}"]["responses"][${status}]`;
    return jsonType(operation.responses[String(status)]?.content, type);
  });
  return [...new Set(types)].join(" | ");
}

/** The name of a shared schema, else the type of the content at its owner. */
function jsonType(content: Record<string, MediaType> | undefined, owner: string): string {
  const schema = content?.["application/json"]?.schema;
  if (schema === undefined) return "undefined";
  return schemaName(schema) ?? `${owner}["content"]["application/json"]`;
}
