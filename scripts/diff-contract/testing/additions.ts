import {
  append,
  drop,
  type Mutation,
  operation,
  parameter,
  property,
  remove,
  response,
  schema,
  set,
} from "./mutation.js";

const error = { $ref: response("BadRequest") };
const owner = { type: "string", description: "Who made the webhook." };

/** Changes that give more, or promise more, and break nobody. */
export const additions: Mutation[] = [
  [
    "a new operation",
    set("#/paths/~1apps", {
      get: {
        operationId: "listApps",
        summary: "List the apps",
        description: "Those whose webhooks the token may manage.",
        security: [{ PersonalAccessToken: ["mx:webhook:read"] }],
        responses: { 200: { description: "The apps." }, 401: { $ref: response("Unauthorized") } },
      },
    }),
  ],
  [
    "a new optional query parameter",
    append(operation("list", "/parameters"), {
      name: "isActive",
      in: "query",
      description: "Leaves out the others.",
      schema: { type: "boolean" },
      example: true,
    }),
  ],
  ["a new optional property in a request", set(property("WebhookInput", "owner"), owner)],
  ["a request property becomes optional", drop(schema("WebhookInput", "/required"), "isActive")],
  ["a request's maximum length grows", set(property("WebhookInput", "url", "/maxLength"), 2 ** 20)],
  [
    "a request's pattern allows more characters",
    set(property("WebhookInput", "name", "/pattern"), "^([a-zA-Z0-9_ .-]+)$"),
  ],
  [
    "a request's pattern has one alternative more",
    set(
      property("WebhookInput", "validationSecret", "/pattern"),
      "^(whsec_|whpk_)?[a-zA-Z0-9+/=]{32,100}$",
    ),
  ],
  ["a header name is no longer reserved", remove(schema("HeaderName", "/not/anyOf/13"))],
  ["a request may be null", set(property("WebhookInput", "headers", "/type"), ["array", "null"])],
  ["a request without a body is taken", set(operation("create", "/requestBody/required"), false)],

  ["a new property in a response", set(property("Webhook", "owner"), owner)],
  ["a response property becomes required", set(schema("Cursors", "/required"), ["prev"])],
  ["a new error", set(operation("create", "/responses/409"), error)],
  [
    "a new response header",
    set(response("NotFound", "/headers"), {
      "X-Request-Id": { description: "Names it.", schema: { type: "string" }, example: "1" },
    }),
  ],
  [
    "a new link",
    set(operation("create", "/responses/200/links/deleteWebhook"), {
      operationId: "deleteWebhook",
    }),
  ],

  [
    "a new delivery",
    set("#/webhooks/app.deleted", {
      post: {
        operationId: "deliverAppDeleted",
        summary: "An app was deleted",
        description: "Sent once.",
        security: [],
        responses: { "2XX": { $ref: response("DeliveryAccepted") } },
      },
    }),
  ],
  ["a new property in a delivery", set(property("Commit", "size"), { type: "integer" })],
  ["a delivery's enum loses a value", drop(property("AlertEvent", "severity", "/enum"), "Ok")],
  ["a delivery's pattern gets narrower", set(schema("CommitId", "/pattern"), "^[0-9a-f]{40,40}$")],
  [
    "a delivery's optional header becomes required",
    set(parameter("DeliveryHost", "/required"), true),
  ],
  ["an operation is deprecated", set(operation("list", "/deprecated"), true)],
];
