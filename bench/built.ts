/**
 * The compiled package in `dist/`, which is what users run. Its types come from the source, so that
 * the compiler can check the benches before anything is built.
 */
type Client = typeof import("../src/index.js");
type Receiver = typeof import("../src/receiver/index.js");
type Sandbox = typeof import("../src/sandbox/index.js");

const importBuilt = (path: string) =>
  import(new URL(`../dist/esm/src/${path}`, import.meta.url).href);

export const { createClient }: Client = await importBuilt("index.js");
export const { sign, verify }: Receiver = await importBuilt("receiver/index.js");
export const { createSandbox }: Sandbox = await importBuilt("sandbox/index.js");

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** The headers of every request to the API. */
export const headers = { authorization: "MxToken token", "content-type": "application/json" };

/** The body of a request that creates a webhook. */
export const webhookBody = (url = "https://some.domain.com/webhooks") =>
  JSON.stringify({
    name: "Push to pipeline",
    url,
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
  });
