import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "../index.js";
import { verify } from "../receiver/index.js";
import { createSandbox, createVirtualClock, SandboxError, type SandboxOptions } from "./index.js";
import { appId, ask, clientOf, closeAll, input, json, start } from "./testing/ask.js";

afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;
const jsonType = { "content-type": "application/json" };

describe("createSandbox", () => {
  it.each<[string, SandboxOptions]>([
    ["through a socket", { port: 0 }],
    ["without a socket", {}],
  ])("remembers what a client does, %s", async (_, options) => {
    const sandbox = await start(options);
    const { url } = sandbox;
    const client =
      options.port === 0 ? createClient({ token: "t", baseUrl: url }) : clientOf(sandbox);
    const created = await client.createWebhook(appId, input);
    expect(created).toEqual({ id: expect.stringMatching(/^mxep_\w{30}$/), ...input });
    const changed = { ...input, name: "Changed", headers: [{ key: "X-A", value: "1" }] };
    const updated = await client.updateWebhook(appId, created.id, changed).withResponse();
    expect(updated.response.status).toBe(202);
    expect(await client.getWebhook(appId, created.id)).toEqual({ id: created.id, ...changed });
    await client.updateWebhook(appId, created.id, input);
    expect(await client.getWebhook(appId, created.id)).not.toHaveProperty("headers");
    await client.deleteWebhook(appId, created.id);
    await expect(client.getWebhook(appId, created.id)).rejects.toMatchObject({ status: 404 });
  });

  it("names everything that is invalid in a request", async () => {
    const sandbox = await start();
    const bad = { ...input, name: "no/slash", url: "", headers: [{ key: "TE", value: "" }] };
    const { status, body } = await ask(sandbox, path, json("POST", bad));
    expect(status).toBe(400);
    const names = body.error["invalid-params"].map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(["headers[0].key", "name", "url"]);
    expect(await clientOf(sandbox).listWebhooks(appId)).toEqual({ webhooks: [], cursors: {} });
  });

  it("refuses a body that is too large, whether its length is told or not", async () => {
    const sandbox = await start({ port: 0, maxBodyBytes: 1000 });
    const body = `"${"x".repeat(2000)}"`;
    const stream = new Blob([body]).stream();
    for (const init of [json("POST", body), { method: "POST", body: stream, duplex: "half" }]) {
      expect((await ask(sandbox, path, init as RequestInit)).status).toBe(413);
      const headers = { authorization: "MxToken token" };
      const response = await fetch(sandbox.url + path, { headers, ...json("POST", body) });
      expect(response.status).toBe(401);
    }
  });

  it("refuses methods and paths that the contract lacks, and takes HEAD as GET", async () => {
    const sandbox = await start();
    const { response, body } = await ask(sandbox, path, { method: "PATCH" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect(body.error.code).toBe(405);
    for (const unknown of ["/apps", `${path}/a/b`, `${path}/%zz`]) {
      expect((await ask(sandbox, unknown)).status).toBe(404);
    }
    const head = await ask(sandbox, path, { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, undefined]);
  });

  it("responds as a request prefers, and changes nothing then", async () => {
    const sandbox = await start();
    const create = (prefer: string) =>
      ask(sandbox, path, { ...json("POST", input), headers: { ...jsonType, prefer } });
    const limited = await create("code=429");
    expect([limited.status, limited.response.headers.get("x-ratelimit-remaining")]).toEqual([
      429,
      "0",
    ]);
    const example = await create("example=createdWebhookWithoutHeaders");
    expect(example.body).not.toHaveProperty("headers");
    for (const unknown of ["code=418", "code=__proto__", "code=toString", "example=constructor"]) {
      const { body } = await create(unknown);
      expect(body.error["invalid-params"]).toMatchObject([{ name: "prefer" }]);
    }
    expect((await ask(sandbox, path)).body.webhooks).toEqual([]);
  });
});

describe("a secret that was replaced", () => {
  it("signs deliveries beside the new one for 24 hours", async () => {
    const clock = createVirtualClock(0);
    const sent: { headers: Headers; body: string }[] = [];
    const send = async (request: Request) => {
      sent.push({ headers: request.headers, body: await request.text() });
      return new Response();
    };
    const sandbox = await start({ clock, deliveries: { send } });
    const client = clientOf(sandbox);
    const { id } = await client.createWebhook(appId, input);
    const validationSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    await client.updateWebhook(appId, id, { ...input, validationSecret });
    for (const wait of [24 * 3_600_000, 1_000]) {
      clock.advance(wait);
      sandbox.trigger(appId, { type: "teamserver.push" });
      await sandbox.settled();
    }
    const [last, later] = sent.map(({ headers }) => headers.get("webhook-signature")?.split(" "));
    expect([last?.length, later?.length]).toEqual([2, 1]);
    const [delivery = { headers: {}, body: "" }] = sent;
    const { validationSecret: secrets } = input;
    const result = await verify(delivery, { secrets, now: clock.now });
    expect(result).toMatchObject({ ok: true, matched: { signatureIndex: 1 } });
  });
});

describe("the option rateLimit", () => {
  it("limits each token by the hour, and says when the next one starts", async () => {
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
    await ask(sandbox, path);
    expect((await ask(sandbox, path)).status).toBe(429);
    await sandbox.reset();
    expect((await ask(sandbox, path)).status).toBe(200);
  });
});

describe("the options of createSandbox", () => {
  it.each([
    ["port", { port: -1 }],
    ["host", { host: "" }],
    ["seed", { seed: Number.NaN }],
    ["rateLimit", { rateLimit: 0 }],
    ["maxBodyBytes", { maxBodyBytes: 0 }],
    ["apps", { apps: JSON.parse('"app"') }],
    ["apps", { apps: ["no uuid"] }],
    ["tokens", { tokens: [{ token: "with spaces" }] }],
    ["tokens", { tokens: [{ token: "t", scope: ["read"] } as { token: string }] }],
    ["tokens", { tokens: [{ token: "t", scopes: ["admin" as "read"] }] }],
    ["tokens", { tokens: [{ token: "t", isRevoked: JSON.parse('"no"') }] }],
    ["tokens", { tokens: JSON.parse("null") }],
    ["retryScale", { deliveries: { retryScale: 1_001 } }],
    ["timeout", { deliveries: { timeout: 0 } }],
    ["timeout", { deliveries: { timeout: Number.POSITIVE_INFINITY } }],
  ])("are refused with the name of the bad one: %s", async (name, options) => {
    const creating = createSandbox(options);
    await expect(creating).rejects.toThrow(SandboxError);
    await expect(creating).rejects.toThrow(`option '${name}'`);
  });
});
