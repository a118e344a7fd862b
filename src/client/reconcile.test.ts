import { describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import { NetworkError, ServerError } from "./client-errors.js";
import type { ClientOptions } from "./client-options.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

const stored = (id: string, changes: Partial<WebhookInput> = {}): WebhookDetailed => ({
  id,
  ...input,
  ...changes,
});

/**
 * What happens to a create: a number is the status of an error, and a webhook is one that somebody
 * else creates while the request is lost.
 */
type Fate =
  | "succeeds"
  | "request lost"
  | "response lost"
  | "response truncated"
  | "name changed"
  | number
  | WebhookDetailed;

/** Creates a client of a service whose creates meet these fates in turn, and then succeed. */
function createService(
  fates: Fate[],
  webhooks: WebhookDetailed[] = [],
  pageSize = 100,
  options: Partial<ClientOptions> = {},
) {
  const methods: string[] = [];

  function list(cursor: string | null) {
    const from = Number(cursor ?? 0);
    const next = from + pageSize < webhooks.length && { next: `${from + pageSize}` };
    const page = webhooks.slice(from, from + pageSize);
    return Response.json({ webhooks: page, cursors: { ...next } });
  }

  async function create(request: Request) {
    const fate = fates.shift() ?? "succeeds";
    if (typeof fate === "number") return new Response(null, { status: fate });
    const webhook = { id: `new_${methods.length}`, ...((await request.json()) as WebhookInput) };
    if (fate === "name changed") webhook.name += " 2";
    if (typeof fate === "object") webhooks.push(fate);
    else if (fate !== "request lost") webhooks.push(webhook);
    if (fate === "succeeds") return Response.json(webhook);
    if (/truncated|changed/.test(`${fate}`)) return new Response('{"id":"msg_');
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  }

  const { client, waits } = createTestClient((request) => {
    const { pathname, searchParams } = new URL(request.url);
    methods.push(request.method);
    if (request.method === "POST") return create(request);
    if (pathname.endsWith("/webhooks")) return list(searchParams.get("cursor"));
    const id = pathname.split("/").at(-1);
    return Response.json(webhooks.find((webhook) => webhook.id === id));
  }, options);
  return {
    create: (options = {}, body = input) =>
      client.createWebhook(appId, body, { reconcile: true, ...options }),
    webhooks,
    methods,
    waits,
  };
}

describe("createWebhook with reconcile", () => {
  it.each<[string, Fate[], string, number[]]>([
    ["nothing goes wrong", [], "GET POST", []],
    [
      "the request is lost twice",
      ["request lost", "request lost"],
      "GET POST GET POST GET POST",
      [250, 500],
    ],
    ["the response is lost", ["response lost"], "GET POST GET GET", [250]],
    ["the response is truncated", ["response truncated"], "GET POST GET GET", [250]],
    ["a 429 comes first", [429, "response lost"], "GET POST POST GET GET", [250, 250]],
    ...[408, 500, 502, 503, 504].map((status): [string, Fate[], string, number[]] => [
      `a ${status} comes first`,
      [status],
      "GET POST GET POST",
      [250],
    ]),
  ])("creates one webhook if %s", async (_name, fates, methods, waits) => {
    const service = createService(fates);
    const { data, response } = await service.create().withResponse();
    expect(service.webhooks).toEqual([data]);
    expect(response.status).toBe(200);
    expect(service.methods.join(" ")).toBe(methods);
    expect(service.waits).toEqual(waits);
  });

  it("finds the webhook on a later page", async () => {
    const others = Array.from({ length: 7 }, (_, index) => stored(`o${index}`, { name: "other" }));
    const { create, webhooks, methods } = createService(["response lost"], others, 2);
    expect(await create()).toEqual(webhooks.at(-1));
    expect(methods.filter((method) => method === "POST")).toHaveLength(1);
  });

  it("does not take an equal webhook that existed before for its own", async () => {
    const found = createService(["response lost"], [stored("old_1"), stored("old_2")]);
    expect((await found.create()).id).toBe("new_2");
    expect(found.webhooks).toHaveLength(3);

    const repeated = createService(["request lost"], [stored("old_1"), stored("old_2")]);
    expect((await repeated.create()).id).toBe("new_4");
    expect(repeated.webhooks).toHaveLength(3);
  });

  it.each([{ name: "other" }, { url: "https://other.domain.com" }])(
    "does not take a new webhook with %j for its own",
    async (changes) => {
      const { create, methods } = createService([stored("other_1", changes)]);
      expect((await create()).id).toMatch(/^new_/);
      expect(methods).toEqual(["GET", "POST", "GET", "POST"]);
    },
  );

  it("fails after maxRetries with the error of the last create", async () => {
    const lost = createService(["request lost", "request lost", 503]);
    const error = await errorOf(lost.create());
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 503, method: "POST", mayHaveSucceeded: true });
    expect(lost.methods.join(" ")).toBe("GET POST GET POST GET POST GET");

    const once = createService(["request lost"]);
    expect(await errorOf(once.create({ maxRetries: 0 }))).toBeInstanceOf(NetworkError);
    expect(once.methods.join(" ")).toBe("GET POST GET");
  });

  it.each([400, 401, 403, 404, 409])("does not try again after a %i", async (status) => {
    const { create, methods, waits } = createService([status]);
    expect(await errorOf(create())).toMatchObject({ status, mayHaveSucceeded: false });
    expect(methods).toEqual(["GET", "POST"]);
    expect(waits).toEqual([]);
  });

  it("does not repeat a create that succeeded, even if the webhook is not found", async () => {
    const { create, webhooks } = createService(["name changed"]);
    expect(await errorOf(create())).toMatchObject({ code: "invalid_response" });
    expect(webhooks).toHaveLength(1);
  });

  it("does not wait beyond the deadline", async () => {
    const { create, methods } = createService(["request lost"]);
    expect(await errorOf(create({ deadline: 200 }))).toMatchObject({ method: "POST" });
    expect(methods).toEqual(["GET", "POST"]);
  });

  it("says that the webhook may exist if it is aborted while it waits", async () => {
    const controller = new AbortController();
    const logger = { debug() {}, warn: () => controller.abort(new Error("stop")) };
    const { create, methods } = createService(["response lost"], [], 100, { logger });
    const error = await errorOf(create({ signal: controller.signal }));
    expect(error).toMatchObject({ code: "aborted", mayHaveSucceeded: true });
    expect(methods).toEqual(["GET", "POST"]);
  });

  it("fails with the error of the create if it cannot look for the webhook", async () => {
    let isDown = false;
    const { client, requests } = createTestClient(({ method }) => {
      isDown ||= method === "POST";
      if (isDown) throw new Error("reset");
      return Response.json({ webhooks: [], cursors: {} });
    });
    const error = await errorOf(client.createWebhook(appId, input, { reconcile: true }));
    expect(error).toMatchObject({ method: "POST", mayHaveSucceeded: true });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
