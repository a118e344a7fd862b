import { parseDocument } from "yaml";

/** What a change puts into the contract: values by their paths of keys. */
export type Additions = [path: (string | number)[], value: unknown][];

/** What the client sent for a call, and what the call gave. */
export interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
  result: unknown;
}

/** Calls a method of the client whose service answers with a status and a body. */
export type CallMethod = (
  method: string,
  args: unknown[],
  status?: number,
  body?: unknown,
) => Promise<Sent>;

/** What a change may look at beside the client. */
export interface GeneratedCopy {
  read(path: string): Promise<string>;
  load(path: string): Promise<Record<string, unknown>>;
}

/** A change of the contract, and what it must change by generation alone. */
export interface ContractChange {
  additions: Additions;
  /** Code that must compile, with a `client`. */
  types: string;
  behaviour(call: CallMethod, copy: GeneratedCopy): Promise<void>;
}

export const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** The error of a request that the client does not send. */
export const refused = { code: "invalid_request" };

/** The text of a contract with additions. */
export function withAdditions(text: string, additions: Additions): string {
  const document = parseDocument(text);
  for (const [path, value] of additions) document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

export const ref = (name: string) => ({ $ref: `#/components/${name}` });

const content = (schema: object, value: unknown) => ({
  "application/json": { schema, examples: { shown: { summary: "A value.", value } } },
});

/** A response with JSON. */
export const json = (schema: object, value: unknown) => ({
  description: "What was asked for.",
  content: content(schema, value),
});

/** A required request body of JSON. */
export const requestBody = (schema: object, value: unknown) => ({
  description: "What is asked for.",
  required: true,
  content: content(schema, value),
});

/** An object with these properties, all of them required; examples come with the properties. */
export const object = (properties: Record<string, object>, more: object = {}) => ({
  type: "object",
  description: "An object.",
  required: Object.keys(properties),
  properties,
  ...more,
});

/** A described property with an example. */
export const property = (example: unknown, schema: object) => ({
  ...schema,
  description: "A property.",
  examples: [example],
});

/** A property that is any text. */
export const text = property("text", { type: "string" });

export const parameter = (place: string, name: string, example: unknown, more: object) => ({
  name,
  in: place,
  ...(place === "path" && { required: true }),
  description: "A parameter.",
  example,
  ...more,
});

/** An operation as this contract documents them; without a body in its response unless it says. */
export const operation = (operationId: string, more: object = {}, responses: object = {}) => ({
  operationId,
  summary: `Try ${operationId}`,
  description: "An operation that the contract does not have yet.",
  tags: ["Webhooks"],
  security: [{ PersonalAccessToken: ["mx:webhook:write"] }],
  ...more,
  responses: {
    ...(Object.keys(responses).length > 0 ? responses : { "204": { description: "Done." } }),
    "400": ref("responses/BadRequest"),
    "401": ref("responses/Unauthorized"),
    "403": ref("responses/Forbidden"),
    "404": ref("responses/AppNotFound"),
    "429": ref("responses/TooManyRequests"),
    "500": ref("responses/InternalServerError"),
  },
});

/** An operation below an app. */
export const appOperation = (
  path: string,
  method: string,
  ...definition: Parameters<typeof operation>
): Additions[number] => [
  ["paths", `/apps/{app-id}${path}`],
  { parameters: [ref("parameters/AppId")], [method]: operation(...definition) },
];
