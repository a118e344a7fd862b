import {
  argumentNames,
  parametersTypeName,
  pascalCase,
  typedPlaces,
} from "../contract/client-names.js";
import { hasDirections } from "../contract/directions.js";
import { type Document, jsonOf, type MediaType, type Parameter } from "../contract/document.js";
import { apiOperations, type Operation, successKeys } from "../contract/operations.js";
import { parametersIn, pathParameters } from "../contract/parameters.js";
import { paginationOf } from "./pagination.js";
import { banner, propertyName, tsdoc } from "./source-code.js";

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
/** The result of each operation: the body of a successful response. */
export interface Results {
${methods.map(({ key, result }) => `  ${key}: ${result};`).join("\n")}
}

/** What an iteration over the pages of an operation yields. */
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

/** Performs an operation for one of the methods below. */
export type Send<Calls extends Record<keyof Results, unknown>, Options> = <
  Id extends keyof Results,
>(
  operationId: Id,
  input: Input,
  options: Options | undefined,
) => Calls[Id];

/** A method for each operation; \`Calls\` has what each of them returns. */
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

/** What the generated client says of an operation. */
export interface Method {
  /** The operationId, as the key of an object. */
  key: string;
  /** The type of the result. */
  result: string;
  /** The type of the items of its pages, if it has pages. */
  item: string | undefined;
  signature: string;
  implementation: string;
}

interface Argument {
  name: string;
  /** Where the value goes in the input of a request. */
  part: "path" | "body" | "query" | "header" | "cookie";
  type: string;
  isRequired: boolean;
  description: string;
}

export function methodOf(document: Document, operation: Operation): Method {
  const { operationId } = operation;
  const key = propertyName(operationId);
  const pagination = paginationOf(document, operation);
  const names = pathParameters(operation).map(({ name }) => name);
  const pathArguments = argumentNames(names, ["body", ...typedPlaces, "options"]);
  const args = argumentsOf(document, operation, pathArguments);
  return {
    key,
    result: resultType(document, operation),
    item:
      pagination &&
      `NonNullable<Results[${JSON.stringify(operationId)}][${JSON.stringify(pagination.items)}]>[number]`,
    signature: `${docsOf(operation, args)}\n  ${key}(${parametersOf(args)}): Calls[${JSON.stringify(operationId)}];`,
    implementation: implementationOf(operationId, key, names, args),
  };
}

function argumentsOf(document: Document, operation: Operation, names: string[]): Argument[] {
  const { operationId, requestBody } = operation;
  const inPath = pathParameters(operation).map(
    (parameter, index): Argument => ({
      name: names[index] ?? parameter.name,
      part: "path",
      type: pathType(operationId, parameter),
      isRequired: true,
      description: parameter.description ?? "",
    }),
  );
  const inBody = `NonNullable<${typeAt(operationId, "requestBody")}>`;
  const body: Argument = {
    name: "body",
    part: "body",
    type: bodyType(document, "Writable", inBody, requestBody?.content),
    isRequired: requestBody?.required === true,
    description: requestBody?.description ?? "",
  };
  const others = typedPlaces.flatMap((part): Argument[] => {
    const parameters = parametersIn(operation, part);
    if (parameters.length === 0) return [];
    const isRequired = parameters.some(({ required }) => required);
    const type = `models.${parametersTypeName(operationId, part)}`;
    return [{ name: part, part, type, isRequired, description: "" }];
  });
  return [...inPath, ...(requestBody ? [body] : []), ...others];
}

/** The type of a part of an operation in `schema.d.ts`. */
const typeAt = (...keys: (string | number)[]) =>
  `operations${keys.map((key) => `[${JSON.stringify(key)}]`).join("")}`;

/** `string` where that says it all, otherwise the type in `schema.d.ts`. */
function pathType(operationId: string, { name, schema }: Parameter): string {
  const isPlain = schema.type === "string" && !("enum" in schema) && !("const" in schema);
  if (isPlain && schema.$ref === undefined) return "string";
  return typeAt(operationId, "parameters", "path", name);
}

/** The union of what the successes carry. */
function resultType(document: Document, operation: Operation): string {
  const { operationId, responses } = operation;
  const types = successKeys(operation).map((key) => {
    const status = /^\d+$/.test(key) ? Number(key) : key;
    const inResponse = typeAt(operationId, "responses", status);
    return bodyType(document, "Readable", inResponse, responses[key]?.content);
  });
  return [...new Set(types)].join(" | ") || "undefined";
}

/** The type of a JSON body, or its model, without the properties that do not travel this way. */
function bodyType(
  document: Document,
  direction: "Readable" | "Writable",
  owner: string,
  content: Record<string, MediaType> | undefined,
): string {
  const media = jsonOf(content);
  if (media === undefined) return "undefined";
  const name = media.schema.$ref?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1] ?? "";
  const isModel = Object.hasOwn(document.components.schemas, name);
  const inOwner = `${owner}["content"][${JSON.stringify(media.type)}]`;
  const type = isModel ? `models.${pascalCase(name)}` : inOwner;
  return hasDirections(document, media.schema) ? `${direction}<${type}>` : type;
}

function docsOf(operation: Operation, args: Argument[]): string {
  const { method, path, scopes, summary, description, isDeprecated } = operation;
  const scope = scopes.map((name) => `\`${name}\``).join(" or ");
  const params = args
    .filter((argument) => argument.description !== "")
    .map(({ name, description: text }) => `@param ${name} - ${text.trim().replaceAll("\n", " ")}`);
  return tsdoc(
    "  ",
    summary && `${summary}.`,
    description,
    `\`${method.toUpperCase()} ${path}\`${scope && `, scope ${scope}`}.`,
    [...params, ...(isDeprecated ? ["@deprecated"] : [])].join("\n"),
  );
}

/** An optional argument may be left out where all that follow are optional too. */
function parametersOf(args: Argument[]): string {
  const lastRequired = args.findLastIndex(({ isRequired }) => isRequired);
  const list = args.map(({ name, type, isRequired }, index) => {
    if (isRequired) return `${name}: ${type}`;
    return index > lastRequired ? `${name}?: ${type}` : `${name}: ${type} | undefined`;
  });
  return [...list, "options?: Options"].join(", ");
}

function implementationOf(operationId: string, key: string, names: string[], args: Argument[]) {
  const path = args
    .filter(({ part }) => part === "path")
    .map(({ name }, index) => `${JSON.stringify(names[index])}: ${name}`);
  const others = args.filter(({ part }) => part !== "path").map(({ name }) => name);
  const input = [...(path.length > 0 ? [`path: { ${path.join(", ")} }`] : []), ...others];
  const parameters = [...args.map(({ name }) => name), "options"].join(", ");
  return `    ${key}: (${parameters}) =>\n      send(${JSON.stringify(operationId)}, { ${input.join(", ")} }, options),`;
}
