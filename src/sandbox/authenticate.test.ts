import { afterEach, describe, expect, it } from "vitest";
import { createVirtualClock } from "./index.js";
import { appId, ask, closeAll, input, json, start } from "./testing/ask.js";

afterEach(closeAll);

describe("a strict sandbox", () => {
  const tokens = [
    { token: "reader", scopes: ["read"] as const },
    { token: "writer", scopes: ["write"] as const },
    { token: "revoked", isRevoked: true },
    { token: "both" },
  ];

  it.each([
    ["reader", 200, 403],
    ["writer", 200, 200],
    ["both", 200, 200],
    ["revoked", 403, 403],
    ["unknown", 403, 403],
  ])("lets %s list with %i and create with %i", async (token, list, create) => {
    const sandbox = await start({ tokens });
    const headers = { authorization: `MxToken ${token}` };
    expect((await ask(sandbox, `/apps/${appId}/webhooks`, { headers })).status).toBe(list);
    const { headers: type, ...rest } = json("POST", input);
    const answer = await ask(sandbox, `/apps/${appId}/webhooks`, {
      ...rest,
      headers: { ...(type as object), ...headers },
    });
    expect(answer.status).toBe(create);
  });

  it.each(["", "MxToken", "MxToken ", "Bearer reader", "reader"])(
    "answers 401 to the authorization %j",
    async (authorization) => {
      const sandbox = await start({ tokens });
      const path = `/apps/${appId}/webhooks`;
      expect((await ask(sandbox, path, { headers: { authorization } })).status).toBe(401);
    },
  );

  it("knows no app but its own", async () => {
    const sandbox = await start({ apps: [appId] });
    const other = appId.replace("8", "9");
    expect((await ask(sandbox, `/apps/${appId}/webhooks`)).status).toBe(200);
    const { status, body } = await ask(sandbox, `/apps/${other}/webhooks`);
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain(`Application '${other}' not found`);
  });

  it("limits each token by the hour, and says when the next one starts", async () => {
    const clock = createVirtualClock(0);
    const sandbox = await start({ rateLimit: 2, clock });
    const path = `/apps/${appId}/webhooks`;
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
