import { parseDocument } from "yaml";

/** What a change puts into the contract: values by their paths of keys. */
export type Additions = [path: (string | number)[], value: unknown][];

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
