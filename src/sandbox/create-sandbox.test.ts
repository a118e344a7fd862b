import { request as httpRequest } from "node:http";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient, type WebhookInput } from "../index.js";
import {
  createSandbox,
  createVirtualClock,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
} from "./index.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const input: WebhookInput = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
};

const open: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});
async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ port: "none", seed: 1, ...options });
  open.push(sandbox);
  return sandbox;
}

const clientOf = ({ url, fetch }: Sandbox, token = "token") =>
  createClient({ token, baseUrl: url, fetch, maxRetries: 0 });

/** A request as it is, without a client that knows better. */
async function ask(sandbox: Sandbox, path: string, init: RequestInit = {}) {
  const headers = { authorization: "MxToken token", ...init.headers };
  const response = await sandbox.fetch(`${sandbox.url}${path}`, { ...init, headers });
  const text = await response.text();
  return { response, status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

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

  it("makes the same ids in every run of a seed", async () => {
    const idOf = async () => (await clientOf(await start()).createWebhook(appId, input)).id;
    expect(await idOf()).toBe(await idOf());
  });

  it("names every fault of a request", async () => {
    const sandbox = await start();
    const bad = { ...input, name: "no/slash", url: "nowhere", headers: [{ key: "TE", value: "" }] };
    const { status, body } = await ask(sandbox, `/apps/${appId}/webhooks`, json("POST", bad));
    expect(status).toBe(400);
    const names = body.error["invalid-params"].map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(["headers[0].key", "name", "url"]);
    expect(await clientOf(sandbox).listWebhooks(appId)).toEqual({ webhooks: [], cursors: {} });
  });

  it.each([
    ["no JSON", json("POST", "{"), 400, "body"],
    ["no body", { method: "POST" }, 400, "body"],
    ["another media type", { method: "POST", body: "a=1" }, 400, "content-type"],
  ])("refuses %s", async (_, init, status, name) => {
    const answer = await ask(await start(), `/apps/${appId}/webhooks`, init);
    expect(answer.status).toBe(status);
    expect(answer.body.error["invalid-params"]).toMatchObject([{ name }]);
  });

  it("refuses a body that is too large, whether its length is told or not", async () => {
    const sandbox = await start({ port: 0, maxBodyBytes: 1000 });
    const path = `/apps/${appId}/webhooks`;
    const body = `"${"x".repeat(2000)}"`;
    const stream = new Blob([body]).stream();
    for (const init of [json("POST", body), { method: "POST", body: stream, duplex: "half" }]) {
      expect((await ask(sandbox, path, init as RequestInit)).status).toBe(413);
      const headers = { authorization: "MxToken token" };
      const answer = await fetch(sandbox.url + path, { headers, ...json("POST", body) });
      expect(answer.status).toBe(401);
    }
  });

  it("answers 405 with Allow for a method, and 404 for a path, that the contract lacks", async () => {
    const sandbox = await start();
    const { response, body } = await ask(sandbox, `/apps/${appId}/webhooks`, { method: "PATCH" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect(body.error.code).toBe(405);
    expect((await ask(sandbox, "/apps")).status).toBe(404);
  });

  it("survives a path that cannot be decoded", async () => {
    expect((await ask(await start(), `/apps/${appId}/webhooks/%zz`)).status).toBe(404);
  });

  it("answers as a request prefers, and changes nothing then", async () => {
    const sandbox = await start();
    const prefer = (value: string) => ({
      ...json("POST", input),
      headers: { prefer: value, "content-type": "application/json" },
    });
    const path = `/apps/${appId}/webhooks`;
    const limited = await ask(sandbox, path, prefer("code=429"));
    expect(limited.status).toBe(429);
    expect(limited.response.headers.get("x-ratelimit-remaining")).toBe("0");
    const example = await ask(sandbox, path, prefer("example=createdWebhookWithoutHeaders"));
    expect(example.body).not.toHaveProperty("headers");
    const unknown = await ask(sandbox, path, prefer("code=418"));
    expect(unknown.body.error["invalid-params"]).toMatchObject([{ name: "prefer" }]);
    expect((await clientOf(sandbox).listWebhooks(appId)).webhooks).toEqual([]);
  });
});

describe("the reset of a sandbox", () => {
  it("forgets webhooks, deliveries and faults, and cancels what waits", async () => {
    let received = 0;
    const send = async () => {
      received += 1;
      return new Response(null, { status: 500 });
    };
    const clock = createVirtualClock();
    const sandbox = await start({ clock, deliveries: { send } });
    await clientOf(sandbox).createWebhook(appId, input);
    expect(sandbox.trigger(appId, { type: "teamserver.push" })).toHaveLength(1);
    sandbox.faults.set("status-500");
    await sandbox.reset();
    expect(sandbox.deliveries.list()).toEqual([]);
    expect(await clientOf(sandbox).listWebhooks(appId)).toMatchObject({ webhooks: [] });
    await sandbox.settled();
    clock.advance(48 * 3_600_000);
    expect(received).toBeLessThan(2);
  });
});

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

describe("the sandbox's socket", () => {
  it("answers nobody who was told another name for this machine", async () => {
    const { origin } = await start({ port: 0 });
    const headers = { host: "evil.example:80" };
    const status = await new Promise((resolve) => {
      httpRequest(`${origin}/_sandbox`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
    expect((await fetch(origin.replace("127.0.0.1", "localhost"))).status).toBe(404);
  });

  it("says in one line that its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    await expect(createSandbox({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
    other.close();
  });

  it("stops waiting for an answer when the request is aborted, also without a socket", async () => {
    const sandbox = await start();
    sandbox.faults.set("hang" as "status-500");
    const { url, fetch } = sandbox;
    const waiting = fetch(`${url}/apps/${appId}/webhooks`, {
      headers: { authorization: "MxToken t" },
      signal: AbortSignal.timeout(1),
    });
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("replaces no global of the process that it runs in", async () => {
    const before = [globalThis.Request, globalThis.Response];
    await start({ port: 0 });
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});

describe("the options of createSandbox", () => {
  it.each([
    ["port", { port: -1 }],
    ["port", { port: 1.5 }],
    ["seed", { seed: Number.NaN }],
    ["rateLimit", { rateLimit: 0 }],
    ["maxBodyBytes", { maxBodyBytes: 0 }],
    ["tokens", { tokens: [{ token: "" }] }],
    ["tokens", { tokens: [{ token: "t", scopes: ["admin" as "read"] }] }],
  ])("are refused with the name of the bad one: %s", async (name, options) => {
    const creating = createSandbox(options);
    await expect(creating).rejects.toThrow(SandboxError);
    await expect(creating).rejects.toThrow(`option '${name}'`);
  });
});
