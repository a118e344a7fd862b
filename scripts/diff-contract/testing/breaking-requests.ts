import {
  append,
  type Mutation,
  operation,
  parameter,
  property,
  remove,
  rename,
  schema,
  set,
  together,
} from "./mutation.js";

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Tells a repeated request from a new one.",
  schema: { type: "string" },
  example: "4b76061182bf",
};

/** Changes after which a request that was right is refused, or does something else. */
export const breakingRequests: Mutation[] = [
  ["an operation is removed", remove(operation("delete"))],
  [
    "a path is renamed",
    rename("#/paths/~1apps~1{app-id}~1webhooks", "/applications/{app-id}/webhooks"),
  ],
  ["an operationId changes", set(operation("get", "/operationId"), "readWebhook")],
  ["the server moves", set("#/servers/0/url", "https://webhooks.home.mendix.com/api/v2")],

  ["a query parameter is removed", remove(operation("list", "/parameters/2"))],
  ["a query parameter is renamed", set(parameter("Limit", "/name"), "pageSize")],
  ["a query parameter becomes required", set(parameter("Cursor", "/required"), true)],
  ["a header becomes necessary", set(operation("create", "/parameters"), [idempotencyKey])],
  ["a parameter's minimum rises", set(parameter("Limit", "/schema/minimum"), 5)],
  ["a parameter gets a maximum", set(parameter("Limit", "/schema/maximum"), 100)],

  ["a property becomes required", append(schema("WebhookInput", "/required"), "headers")],
  [
    "a new property is required",
    together(
      set(property("WebhookInput", "owner"), { type: "string", description: "Who asks." }),
      append(schema("WebhookInput", "/required"), "owner"),
    ),
  ],
  ["a property is no longer taken", remove(property("WebhookInput", "headers"))],
  ["an optional property is renamed", rename(property("WebhookInput", "headers"), "header")],
  ["a property gets another type", set(property("WebhookInput", "isActive", "/type"), "string")],
  ["a maximum length shrinks", set(property("WebhookInput", "url", "/maxLength"), 2048)],
  [
    "a pattern allows fewer characters",
    set(property("WebhookInput", "name", "/pattern"), "^([a-zA-Z0-9_]+)$"),
  ],
  [
    "a pattern demands what was optional",
    set(
      property("WebhookInput", "validationSecret", "/pattern"),
      "^(whsec_)[a-zA-Z0-9+/=]{32,100}$",
    ),
  ],
  [
    "a header name more is reserved",
    append(schema("HeaderName", "/not/anyOf"), { pattern: "^via$" }),
  ],
  [
    "a reserved header name reaches further",
    set(schema("HeaderName", "/not/anyOf/13/pattern"), "^[tT][eE]"),
  ],
  ["a list needs an entry", set(schema("EventTypes", "/minItems"), 1)],
  ["unknown properties are refused", set(schema("WebhookInput", "/additionalProperties"), false)],
  ["a default changes", set(property("WebhookInput", "isActive", "/default"), false)],
  ["a default disappears", remove(property("WebhookInput", "isActive", "/default"))],
  [
    "a property can no longer be written",
    set(property("WebhookInput", "headers", "/readOnly"), true),
  ],
  [
    "a media type is replaced",
    rename(operation("create", "/requestBody/content/application~1json"), "application/xml"),
  ],
  ["a body is no longer taken", remove(operation("update", "/requestBody"))],

  ["a scope no longer suffices", remove(operation("list", "/security/0"))],
  [
    "a scope more is needed",
    append(operation("delete", "/security/0/PersonalAccessToken"), "mx:webhook:delete"),
  ],
  ["the token moves", set("#/components/securitySchemes/PersonalAccessToken/name", "X-Token")],
];
