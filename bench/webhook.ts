/** The app of all benches. */
export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** What a request needs beside its body. */
export const headers = { authorization: "MxToken token", "content-type": "application/json" };

/** A webhook to create. */
export const webhookInput = (url = "https://some.domain.com/webhooks") => ({
  name: "Push to pipeline",
  url,
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
});
