import {
  type Document,
  type Example,
  type Header,
  jsonOf,
  type MediaType,
  type ResponseObject,
  resolve,
} from "../contract/document.js";
import { banner, propertyName } from "../contract/names.js";
import { apiOperations, deliveries } from "../contract/operations.js";

/** `examples.ts`: what the contract shows of every response and every delivery. */
export function generateExamples(document: Document): string {
  const named = Object.entries(document.components.examples ?? {}).map(
    ([name, example]) =>
      `  ${propertyName(name)}: ${literal(resolve<Example>(document, example).value, 2)},`,
  );
  const answers = apiOperations(document).map(({ operationId, responses }) => {
    const statuses = Object.entries(responses).map(
      ([status, response]) => `    ${JSON.stringify(status)}: ${responseOf(document, response)},`,
    );
    return `  ${propertyName(operationId)}: {\n${statuses.join("\n")}\n  },`;
  });
  const bodies = deliveries(document).map(
    ({ path, requestBody }) =>
      `  ${JSON.stringify(path)}: ${bodiesOf(document, requestBody?.content)},`,
  );
  return `${banner}
import type { OperationId } from "./operations.js";

/** The named examples of the contract. */
export const examples = {
${named.join("\n")}
};

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
export const answers: Readonly<Record<OperationId, Readonly<Record<string, ExampleResponse>>>> = {
${answers.join("\n")}
};

/** The bodies of every delivery, by the delivery's name in the contract. */
export const deliveryBodies = {
${bodies.join("\n")}
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
`;
}

function responseOf(document: Document, { headers = {}, content = {} }: ResponseObject): string {
  const shown = Object.entries(headers).map(([name, header]) => {
    const { example } = resolve<Header>(document, header);
    return `${JSON.stringify(name)}: ${JSON.stringify(String(example))}`;
  });
  const type = jsonOf(content)?.type;
  return braced([
    `headers: ${braced(shown)}`,
    `bodies: ${bodiesOf(document, content)}`,
    ...(type !== undefined && type !== "application/json" ? [`type: ${JSON.stringify(type)}`] : []),
  ]);
}

function bodiesOf(document: Document, content: Record<string, MediaType> = {}): string {
  const { examples = {} } = jsonOf(content) ?? {};
  return braced(
    Object.entries(examples).map(([name, example]) => {
      const shared =
        "$ref" in example && example.$ref.match(/^#\/components\/examples\/([^/]+)$/)?.[1];
      const value = shared
        ? `examples[${JSON.stringify(shared)}]`
        : literal(resolve<Example>(document, example).value, 6);
      return `${propertyName(name)}: ${value}`;
    }),
  );
}

const braced = (members: string[]) => (members.length === 0 ? "{}" : `{ ${members.join(", ")} }`);

/** A value as TypeScript source, indented; a key `__proto__` stays one. */
const literal = (value: unknown, indent: number) =>
  JSON.stringify(value, null, 2)
    .replaceAll('"__proto__":', '["__proto__"]:')
    .replaceAll("\n", `\n${" ".repeat(indent)}`);
