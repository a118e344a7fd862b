import { parametersTypeName, pascalCase, typedPlaces } from "../contract/client-names.js";
import {
  type Document,
  type Example,
  type Header,
  jsonOf,
  type MediaType,
  mapValues,
  type ResponseObject,
  resolve,
} from "../contract/document.js";
import { apiOperations, deliveries } from "../contract/operations.js";
import { parametersIn } from "../contract/parameters.js";
import { banner, Expression, propertyName, sourceOf, tsdoc } from "./source-code.js";
import { validatorName } from "./validator-modules.js";

/**
 * `models.ts`: a type for each schema, under the schema's own name, and one for the parameters of
 * an operation in query, headers and cookies.
 */
export function generateModels(document: Document): string {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name: pascalCase(name),
    docs: [`${schema.description ?? ""}`.trim(), ...(schema.deprecated ? ["@deprecated"] : [])],
    type: `components["schemas"][${JSON.stringify(name)}]`,
  }));
  const parameters = apiOperations(document).flatMap((operation) =>
    typedPlaces
      .filter((place) => parametersIn(operation, place).length > 0)
      .map((place) => ({
        name: parametersTypeName(operation.operationId, place),
        docs: [`The ${places[place]} of \`${operation.operationId}\`.`],
        type: `NonNullable<operations[${JSON.stringify(operation.operationId)}]["parameters"]["${place}"]>`,
      })),
  );
  const types = [...schemas, ...parameters].map(
    ({ name, docs, type }) => `${tsdoc("", ...docs)}\nexport type ${name} = ${type};\n`,
  );
  return [banner, 'import type { components, operations } from "./schema.js";\n', ...types].join(
    "\n",
  );
}

const places = { query: "query", header: "headers", cookie: "cookies" };

/** `deliveries.ts`: the deliveries of `webhooks:`, their types, and how to check their bodies. */
export function generateDeliveries(document: Document): string {
  const all = deliveries(document).filter(
    (delivery) => jsonOf(delivery.requestBody?.content) !== undefined,
  );
  const types = all.map(({ path, method, requestBody }) => {
    const type = JSON.stringify(jsonOf(requestBody?.content)?.type);
    const body = `NonNullable<webhooks[${JSON.stringify(path)}]["${method}"]["requestBody"]>`;
    return `  ${JSON.stringify(path)}: ${body}["content"][${type}];`;
  });
  const validators = all.map(({ path, operationId }) => [
    path,
    new Expression(`events.${validatorName(operationId, "body")}`),
  ]);
  return `${banner}
import type { webhooks } from "./schema.js";
import * as events from "./validators/events.js";
import type { Validator } from "./validators/requests.js";

/** The body of each delivery, by the delivery's name in the contract. */
export interface Events {
${types.join("\n")}
}

/** How to check the body of each delivery. */
export const deliveries = ${sourceOf(Object.fromEntries(validators))} as const satisfies Record<keyof Events, Validator>;
`;
}

/** `examples.ts`: what the contract shows of every response, parameter and delivery. */
export function generateExamples(document: Document): string {
  const examples = mapValues(
    document.components.examples ?? {},
    (example) => resolve<Example>(document, example).value,
  );
  const responses = apiOperations(document).map((operation) => [
    operation.operationId,
    mapValues(operation.responses, (response) => responseOf(document, response)),
  ]);
  const bodies = deliveries(document).map(({ path, requestBody }) => [
    path,
    bodiesOf(document, requestBody?.content),
  ]);
  const parameters = apiOperations(document).map((operation) => [
    operation.operationId,
    Object.fromEntries(operation.parameters.map(({ name, example }) => [name, example])),
  ]);
  return `${banner}
import type { OperationId } from "./routes.js";

/** The named examples of the contract. */
export const examples = ${sourceOf(examples)};

/** What the contract shows of a response. */
export interface ExampleResponse {
  /** Its headers, by their names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its bodies, by the names of the examples; none of a response without a body. */
  readonly bodies: Readonly<Record<string, unknown>>;
  /** The media type of the bodies. */
  readonly type?: string;
}

/** The documented responses of every operation, by status, range such as \`2XX\`, or \`default\`. */
export const responses: Readonly<Record<OperationId, Readonly<Record<string, ExampleResponse>>>> = ${sourceOf(Object.fromEntries(responses))};

/** The documented values of the parameters of every operation, by their names. */
export const parameterExamples: Readonly<Record<OperationId, Readonly<Record<string, unknown>>>> = ${sourceOf(Object.fromEntries(parameters))};

/** The bodies of every delivery, by the delivery's name in the contract. */
export const deliveryBodies = ${sourceOf(Object.fromEntries(bodies))} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
`;
}

function responseOf(document: Document, { headers = {}, content = {} }: ResponseObject) {
  const type = jsonOf(content)?.type;
  return {
    headers: mapValues(headers, (header) => `${resolve<Header>(document, header).example}`),
    bodies: bodiesOf(document, content),
    type: type === "application/json" ? undefined : type,
  };
}

/** The examples of a body; those that are shared by their names. */
function bodiesOf(document: Document, content: Record<string, MediaType> = {}) {
  return mapValues(jsonOf(content)?.examples ?? {}, (example) => {
    const shared = "$ref" in example && example.$ref.match(/^#\/components\/examples\/(.+)$/)?.[1];
    if (!shared) return resolve<Example>(document, example).value;
    const name = propertyName(shared);
    return new Expression(name === shared ? `examples.${name}` : `examples[${name}]`);
  });
}
