import type { Fault } from "./fault.js";

/** Operations that do something else than they say. */
export const stateFaults = {
  "forget-create": {
    description: "Answers a creation as if it were done, and stores nothing",
    operations: ["createWebhook"],
    rule: "storeCreate",
  },
  "forget-update": {
    description: "Answers an update as if it were done, and stores nothing",
    operations: ["updateWebhook"],
    rule: "storeUpdate",
  },
  "forget-delete": {
    description: "Answers a deletion as if it were done, and deletes nothing",
    operations: ["deleteWebhook"],
    rule: "storeDelete",
  },
  "forget-headers": {
    description: "Does not keep custom headers",
    operations: ["createWebhook", "updateWebhook"],
    rule: "storeHeaders",
  },
  "create-twice": {
    description: "Creates a second webhook like the one that was asked for",
    operations: ["createWebhook"],
    rule: "createOnce",
  },
  "update-merges": {
    description: "Keeps on update what the request leaves out",
    operations: ["updateWebhook"],
    rule: "replaceOnUpdate",
  },
  "update-changes-id": {
    description: "Gives a webhook another id when it is updated",
    operations: ["updateWebhook"],
    rule: "keepId",
  },
  "update-creates": {
    description: "Creates a webhook where one is to be updated that does not exist",
    operations: ["updateWebhook"],
    rule: "knowWebhook",
  },
  "delete-unknown-204": {
    description: "Answers 204 where a webhook is to be deleted that does not exist",
    operations: ["deleteWebhook"],
    rule: "knowWebhook",
  },
  "mix-apps": {
    description: "Finds the webhooks of one app under any other",
    operations: ["getWebhook", "updateWebhook", "deleteWebhook"],
    rule: "separateApps",
  },
  "accept-unknown-app": {
    description: "Knows every app, also those that the configuration does not have",
    rule: "knowApp",
  },
} as const satisfies Record<string, Fault>;
