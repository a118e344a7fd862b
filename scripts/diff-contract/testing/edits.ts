import {
  type Mutation,
  operation,
  parameter,
  property,
  remove,
  rename,
  response,
  reverse,
  schema,
  set,
  together,
} from "./mutation.js";

const requestExamples = "/requestBody/content/application~1json/examples";

/** Changes of words and of their order, which cost nobody anything. */
export const edits: Mutation[] = [
  [
    "other words",
    together(
      set("#/info/description", "Webhooks of Mendix."),
      set("#/tags/0/description", "Webhooks."),
      set(operation("list", "/summary"), "List webhooks"),
      set(operation("create", "/responses/200/links/getWebhook/description"), "Read it."),
      set(response("NotFound", "/description"), "Not there."),
      set(property("Webhook", "url", "/description"), "The target."),
      set(schema("HeaderName", "/not/title"), "taken"),
    ),
  ],
  [
    "other examples",
    together(
      set("#/components/examples/pushWebhook/value/name", "Push"),
      set("#/components/examples/another", { summary: "One more", value: 1 }),
      rename(operation("create", `${requestExamples}/pushWebhook`), "push"),
      remove(operation("update", `${requestExamples}/webhookWithoutHeaders`)),
      set(property("Webhook", "name", "/examples"), ["Pipeline"]),
      set(parameter("Limit", "/example"), 10),
    ),
  ],
  [
    "what tools and lawyers read",
    together(
      set("#/info/license/identifier", "Apache-2.0"),
      set("#/externalDocs", { url: "https://docs.mendix.com" }),
      set(operation("list", "/x-internal"), true),
      set(operation("list", "/tags"), ["Deliveries"]),
    ),
  ],
  [
    "another order",
    together(
      reverse("#/paths"),
      reverse("#/webhooks"),
      reverse(operation("list", "/parameters")),
      reverse(operation("list", "/security")),
      reverse(schema("Webhook", "/properties")),
      reverse(schema("Webhook", "/required")),
      reverse(schema("WebhookDetailed", "/allOf")),
      reverse(schema("HeaderName", "/not/anyOf")),
      reverse(property("AlertEvent", "severity", "/enum")),
    ),
  ],
];
