import { afterEach, describe, expect, it } from "vitest";
import { createVirtualClock } from "./index.js";
import { appId, ask, closeAll, input, json, start } from "./testing/ask.js";

afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;
const tokens = [
  { token: "reader", scopes: ["read"] as const },
  { token: "writer", scopes: ["write"] as const },
  { token: "revoked", isRevoked: true },
  { token: "both" },
];

describe("the options tokens, apps and rateLimit", () => {
  it.each([
    ["MxToken reader", 200, 403],
    ["MxToken writer", 200, 200],
    ["MxToken both", 200, 200],
    ["MxToken revoked", 403, 403],
    ["MxToken unknown", 403, 403],
    ["", 401, 401],
    ["MxToken ", 401, 401],
    ["Bearer reader", 401, 401],
    ["reader", 401, 401],
  ])("let %j list with %i and create with %i", async (authorization, list, create) => {
    const sandbox = await start({ tokens });
    const headers = { authorization, "content-type": "application/json" };
    expect((await ask(sandbox, path, { headers })).status).toBe(list);
    const response = await ask(sandbox, path, { ...json("POST", input), headers });
    expect(response.status).toBe(create);
  });

  it("accept no other app", async () => {
    const sandbox = await start({ apps: [appId] });
    const other = appId.replace("8", "9");
    expect((await ask(sandbox, path)).status).toBe(200);
    const { status, body } = await ask(sandbox, `/apps/${other}/webhooks`);
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain(`Application '${other}' not found`);
  });

  it("limit each token by the hour, and say when the next one starts", async () => {
    const clock = createVirtualClock(0);
    const sandbox = await start({ rateLimit: 2, clock });
    const other = { headers: { authorization: "MxToken other" } };
    await ask(sandbox, path);
    clock.advance(600_000);
    expect((await ask(sandbox, path)).status).toBe(200);
    const { status, response } = await ask(sandbox, path);
    expect(status).toBe(429);
    const shown = ["limit", "remaining", "reset"].map((name) =>
      response.headers.get(`x-ratelimit-${name}`),
    );
    expect(shown).toEqual(["2", "0", "3000"]);
    expect((await ask(sandbox, path, other)).status).toBe(200);
    clock.advance(3_000_000);
    expect((await ask(sandbox, path)).status).toBe(200);
  });
});
