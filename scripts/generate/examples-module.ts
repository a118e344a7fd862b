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
import { banner, Expression, propertyName, sourceOf } from "./source-code.js";

/** `examples.ts`: what the contract shows of every response and every delivery. */
export function generateExamples(document: Document): string {
  const examples = Object.entries(document.components.examples ?? {}).map(([name, example]) => [
    name,
    resolve<Example>(document, example).value,
  ]);
  const responses = apiOperations(document).map((operation) => [
    operation.operationId,
    mapValues(operation.responses, (response) => responseOf(document, response)),
  ]);
  const bodies = deliveries(document).map(({ path, requestBody }) => [
    path,
    bodiesOf(document, requestBody?.content),
  ]);
  return `${banner}
import type { OperationId } from "./routes.js";

/** The named examples of the contract. */
export const examples = ${sourceOf(Object.fromEntries(examples))};

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
