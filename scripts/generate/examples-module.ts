import {
  type Document,
  type Example,
  type Header,
  type MediaType,
  type Reference,
  type ResponseObject,
  resolve,
} from "../contract/document.js";
import { apiOperations, deliveries } from "../contract/operations.js";
import { banner, Expression, sourceOf } from "./source-code.js";

/** `examples.ts`: the examples of every response and every delivery. */
export function generateExamples(document: Document): string {
  const named = Object.entries(document.components.examples ?? {}).map(([name, example]) => [
    name,
    (example as Example).value,
  ]);
  const answers = apiOperations(document).map(({ operationId, responses }) => {
    const ofStatuses = Object.entries(responses).map(([status, response]) => [
      status,
      { headers: headersOf(document, response), bodies: bodiesOf(document, response.content) },
    ]);
    return [operationId, Object.fromEntries(ofStatuses)];
  });
  const bodies = deliveries(document).map(({ path, requestBody }) => [
    path,
    bodiesOf(document, requestBody?.content),
  ]);
  return `${banner}
import type { OperationId } from "./routes.js";

/** The named examples of the contract. */
export const examples = ${sourceOf(Object.fromEntries(named))};

/** The examples of a response. */
export interface ExampleAnswer {
  /** Its headers, by their names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its bodies, by the names of the examples; empty for a response without a body. */
  readonly bodies: Readonly<Record<string, unknown>>;
}

/** The documented responses of every operation, by status. */
export const answers: Readonly<Record<OperationId, Readonly<Record<string, ExampleAnswer>>>> = ${sourceOf(Object.fromEntries(answers))};

/** The bodies of every delivery, by the delivery's name in the contract. */
export const deliveryBodies = ${sourceOf(Object.fromEntries(bodies))} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
`;
}

function headersOf(document: Document, { headers = {} }: ResponseObject) {
  const entries = Object.entries(headers).map(([name, header]) => {
    const { example } = resolve<Header>(document, header);
    return [name, String(example)];
  });
  return Object.fromEntries(entries);
}

function bodiesOf(document: Document, content: Record<string, MediaType> = {}) {
  const { examples = {} } = content["application/json"] ?? {};
  const entries = Object.entries(examples).map(([name, example]) => [
    name,
    bodyOf(document, example),
  ]);
  return Object.fromEntries(entries);
}

/** A shared example is referred to by its name. */
function bodyOf(document: Document, example: Example | Reference): unknown {
  const name = "$ref" in example && example.$ref.match(/^#\/components\/examples\/(\w+)$/)?.[1];
  return name ? new Expression(`examples.${name}`) : resolve<Example>(document, example).value;
}
