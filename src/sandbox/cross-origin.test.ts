import { afterEach, describe, expect, it } from "vitest";
import { appId, ask, clientOf, closeAll, json, start } from "./testing/ask.js";

afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;
const origin = "http://docs.example";

describe("the sandbox", () => {
  it("lets pages of any origin call the API", async () => {
    const sandbox = await start({ port: 0 });
    const preflight = await fetch(sandbox.url + path, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    const { response } = await ask(sandbox, path, { headers: { origin } });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-expose-headers")).toBe("*");
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it("responds as ever where no page asks, and lets no page control it", async () => {
    const sandbox = await start({ port: 0 });
    const { response } = await ask(sandbox, path);
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
    expect((await ask(sandbox, path, { method: "OPTIONS" })).status).toBe(405);
    const reset = json("POST", {});
    const headers = { ...reset.headers, origin };
    const control = await fetch(`${sandbox.origin}/_sandbox/reset`, { ...reset, headers });
    expect(control.status).toBe(403);
    expect(control.headers.has("access-control-allow-origin")).toBe(false);
  });

  it("begins with the webhooks that the contract shows, if it is asked to", async () => {
    const { webhooks } = await clientOf(await start({ examples: true })).listWebhooks(appId);
    expect(webhooks.map(({ id }) => id)).toContain("msg_2M605iBQRge9hTgpYg7fKXQubaw");
    expect((await clientOf(await start()).listWebhooks(appId)).webhooks).toEqual([]);
  });
});
