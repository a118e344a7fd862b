import type { State, StoredWebhook } from "../../state.js";

/** A webhook of about the size that most have. */
export const storedWebhook = (sequence: number, name = `Webhook ${sequence}`): StoredWebhook => ({
  appId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
  sequence,
  webhook: {
    id: `ep_${sequence.toString().padStart(27, "0")}`,
    name,
    url: `https://some.domain.com/webhooks/${sequence}`,
    eventTypes: ["teamserver.push", "package.uploaded"],
    isActive: true,
    validationSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    headers: [{ key: "Authorization", value: "Bearer 7f3c9a" }],
  },
  oldSecrets: [{ secret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O", until: 1_700_000_000_000 }],
});

export const stateOf = (count: number): State => ({
  sequence: count,
  webhooks: Array.from({ length: count }, (_, index) => storedWebhook(index + 1)),
});
