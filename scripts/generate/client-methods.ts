import {
  argumentNames,
  parametersTypeName,
  pascalCase,
  typedPlaces,
} from "../contract/client-names.js";
import { hasDirections } from "../contract/directions.js";
import { type Document, jsonOf, type Parameter, type Schema } from "../contract/document.js";
import { type Operation, successKeys } from "../contract/operations.js";
import { parametersIn, pathParameters } from "../contract/parameters.js";
import { paginationOf } from "./pagination.js";
import { propertyName, tsdoc } from "./source-code.js";

/** What the generated client says of an operation. */
export interface Method {
  /** The operationId, as the key of an object. */
  key: string;
  /** The type of the result. */
  result: string;
  /** The type of the items that a walk over its pages yields, if it has pages. */
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

function argumentsOf(
  document: Document,
  operation: Operation,
  pathArguments: string[],
): Argument[] {
  const { operationId, requestBody } = operation;
  const inPath = pathParameters(operation).map(
    (parameter, index): Argument => ({
      name: pathArguments[index] ?? parameter.name,
      part: "path",
      type: pathType(operationId, parameter),
      isRequired: true,
      description: parameter.description ?? "",
    }),
  );
  const body: Argument[] = requestBody
    ? [
        {
          name: "body",
          part: "body",
          type: bodyType(document, operation),
          isRequired: requestBody.required === true,
          description: requestBody.description ?? "",
        },
      ]
    : [];
  const others = typedPlaces.flatMap((part): Argument[] => {
    const parameters = parametersIn(operation, part);
    if (parameters.length === 0) return [];
    const isRequired = parameters.some(({ required }) => required);
    const type = `models.${parametersTypeName(operationId, part)}`;
    return [{ name: part, part, type, isRequired, description: "" }];
  });
  return [...inPath, ...body, ...others];
}

/** `string` where that says it all, otherwise the type in `schema.d.ts`. */
function pathType(operationId: string, { name, schema }: Parameter): string {
  const isPlain = schema.type === "string" && !("enum" in schema) && !("const" in schema);
  if (isPlain && schema.$ref === undefined) return "string";
  return `operations[${JSON.stringify(operationId)}]["parameters"]["path"][${JSON.stringify(name)}]`;
}

function bodyType(document: Document, { operationId, requestBody }: Operation): string {
  const media = jsonOf(requestBody?.content);
  const inOperation = `NonNullable<operations[${JSON.stringify(operationId)}]["requestBody"]>["content"][${JSON.stringify(media?.type)}]`;
  return inDirection(document, "Writable", media?.schema, inOperation);
}

/** The union of what the successes carry. */
function resultType(document: Document, operation: Operation): string {
  const { operationId, responses } = operation;
  const types = successKeys(operation).map((key) => {
    const media = jsonOf(responses[key]?.content);
    if (media === undefined) return "undefined";
    const status = /^\d+$/.test(key) ? key : JSON.stringify(key);
    const inOperation = `operations[${JSON.stringify(operationId)}]["responses"][${status}]["content"][${JSON.stringify(media.type)}]`;
    return inDirection(document, "Readable", media.schema, inOperation);
  });
  return [...new Set(types)].join(" | ") || "undefined";
}

/** The model of a schema that has a name. */
function modelType(document: Document, schema: Schema | undefined): string | undefined {
  const name = schema?.$ref?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
  const isNamed = name !== undefined && Object.hasOwn(document.components.schemas, name);
  return isNamed ? `models.${pascalCase(name)}` : undefined;
}

/** The type of a schema, without the properties that do not travel in this direction. */
function inDirection(
  document: Document,
  direction: "Readable" | "Writable",
  schema: Schema | undefined,
  inOperation: string,
): string {
  const type = modelType(document, schema) ?? inOperation;
  return hasDirections(document, schema) ? `${direction}<${type}>` : type;
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
