import {
  append,
  delivery,
  drop,
  type Mutation,
  parameter,
  property,
  remove,
  rename,
  schema,
  set,
} from "./mutation.js";

/** Changes after which a receiver may get what it was promised never to get. */
export const breakingDeliveries: Mutation[] = [
  ["a delivery is removed", remove("#/webhooks/alert")],
  ["a delivery is renamed", rename("#/webhooks/package.uploaded", "package.created")],
  ["a property is removed", remove(property("Commit", "message"))],
  ["a property becomes optional", drop(schema("TeamServerPushEvent", "/required"), "branchName")],
  ["a property is renamed", rename(property("AlertEvent", "app_name"), "appName")],
  ["an enum gains a value", append(property("AlertEvent", "severity", "/enum"), "Unknown")],
  ["an enum is opened", remove(property("AlertEvent", "severity", "/enum"))],
  ["a format is dropped", remove(property("PackageUploadedEvent", "projectId", "/format"))],
  ["a pattern allows more", set(schema("CommitId", "/pattern"), "^[0-9a-f]{40,64}$")],
  [
    "a body comes in another media type",
    rename(delivery("alert", "/requestBody/content/application~1json"), "application/xml"),
  ],
  [
    "a body may come in another media type too",
    set(delivery("alert", "/requestBody/content/application~1cloudevents+json"), {
      schema: { $ref: schema("AlertEvent") },
    }),
  ],
  ["a body may be missing", set(delivery("teamserver.push", "/requestBody/required"), false)],
  ["a body is no longer sent", remove(delivery("teamserver.push", "/requestBody"))],
  ["a header becomes optional", set(parameter("DeliverySignature", "/required"), false)],
  ["a header is renamed", set(parameter("DeliveryId", "/name"), "mx-webhook-id")],
  ["a header is removed", remove(delivery("alert", "/parameters/2"))],
  ["all headers are removed", remove(delivery("alert", "/parameters"))],
  ["an answer is no longer understood", remove(delivery("package.uploaded", "/responses/2XX"))],
];
