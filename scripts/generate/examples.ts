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
import { banner } from "./names.js";

/** `examples.ts`: what the contract shows of every answer and every delivery. */
export function generateExamples(document: Document): string {
  const named = Object.entries(document.components.examples ?? {}).map(
    ([name, example]) => `  ${name}: ${literal((example as Example).value, 2)},`,
  );
  const answers = apiOperations(document).map(({ operationId, responses }) => {
    const statuses = Object.entries(responses).map(
      ([status, response]) => `    ${status}: ${answerOf(document, response)},`,
    );
    return `  ${operationId}: {\n${statuses.join("\n")}\n  },`;
  });
  const bodies = deliveries(document).map(
    ({ path, requestBody }) =>
      `  ${JSON.stringify(path)}: ${bodiesOf(document, requestBody?.content)},`,
  );
  return `${banner}
import type { OperationId } from "./routes.js";

/** The named examples of the contract. */
export const examples = {
${named.join("\n")}
};

/** What the contract shows of an answer. */
export interface ExampleAnswer {
  /** Its headers, by their names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its bodies, by the names of the examples; none of an answer without a body. */
  readonly bodies: Readonly<Record<string, unknown>>;
}

/** The documented answers of every operation, by status. */
export const answers: Readonly<Record<OperationId, Readonly<Record<string, ExampleAnswer>>>> = {
${answers.join("\n")}
};

/** The bodies of every delivery, by the delivery's name in the contract. */
export const deliveryBodies = {
${bodies.join("\n")}
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
`;
}

function answerOf(document: Document, { headers = {}, content = {} }: ResponseObject): string {
  const shown = Object.entries(headers).map(([name, header]) => {
    const { example } = resolve<Header>(document, header);
    return `${JSON.stringify(name)}: ${JSON.stringify(String(example))}`;
  });
  return `{ headers: ${braced(shown)}, bodies: ${bodiesOf(document, content)} }`;
}

function bodiesOf(document: Document, content: Record<string, MediaType> = {}): string {
  const { examples = {} } = content["application/json"] ?? {};
  return braced(
    Object.entries(examples).map(([name, example]) => `${name}: ${bodyOf(document, example)}`),
  );
}

/** By its name where it has one. */
function bodyOf(document: Document, example: Example | Reference): string {
  const name = "$ref" in example && example.$ref.match(/^#\/components\/examples\/(\w+)$/)?.[1];
  return name ? `examples.${name}` : literal(resolve<Example>(document, example).value, 6);
}

const braced = (members: string[]) => (members.length === 0 ? "{}" : `{ ${members.join(", ")} }`);

const literal = (value: unknown, indent: number) =>
  JSON.stringify(value, null, 2).replaceAll("\n", `\n${" ".repeat(indent)}`);
