import {
  drop,
  type Mutation,
  operation,
  property,
  remove,
  rename,
  response,
  schema,
  set,
} from "./mutation.js";

const limit = "#/components/headers/RateLimitLimit";

/** Changes after which a caller may get what it was promised never to get. */
export const breakingResponses: Mutation[] = [
  ["a success has another status", rename(operation("create", "/responses/200"), "201")],
  ["a documented error is removed", remove(operation("get", "/responses/404"))],
  ["a success loses its body", remove(operation("update", "/responses/202/content"))],
  [
    "a body has another media type",
    rename(operation("get", "/responses/200/content/application~1json"), "application/hal+json"),
  ],

  ["a property is removed", remove(property("Webhook", "name"))],
  ["a property is renamed", rename(property("WebhookPage", "cursors"), "pages")],
  ["a property becomes optional", drop(schema("Webhook", "/required"), "isActive")],
  [
    "a nested property becomes optional",
    drop(property("ErrorEnvelope", "error", "/required"), "code"),
  ],
  ["a part of a schema is removed", remove(schema("WebhookDetailed", "/allOf/0"))],
  ["a property may be null", set(property("Webhook", "url", "/type"), ["string", "null"])],
  [
    "an integer becomes a number",
    set(property("ErrorEnvelope", "error", "/properties/code/type"), "number"),
  ],
  [
    "a list may be empty",
    remove(property("ErrorEnvelope", "error", "/properties/invalid-params/minItems")),
  ],
  ["a property is no longer shown", set(property("Webhook", "url", "/writeOnly"), true)],

  ["a header is removed", remove(response("TooManyRequests", "/headers/X-RateLimit-Reset"))],
  ["a header becomes optional", set(`${limit}/required`, false)],

  ["a link is removed", remove(operation("list", "/responses/200/links/nextPage"))],
  [
    "a link leads to another operation",
    set(operation("create", "/responses/200/links/getWebhook/operationId"), "listWebhooks"),
  ],
  [
    "a link takes its parameter from elsewhere",
    set(
      operation("list", "/responses/200/links/nextPage/parameters/query.cursor"),
      "$response.body#/next",
    ),
  ],
];
