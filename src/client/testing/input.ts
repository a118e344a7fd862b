import type { WebhookInput } from "../../../generated/models.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** A webhook that the contract allows. */
export const input: WebhookInput = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
};
