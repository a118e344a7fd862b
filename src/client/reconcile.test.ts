import { describe, expect, it } from "vitest";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import type { Clock } from "./clock.js";
import { type CreateOptions, createClient } from "./create-client.js";
import { BadRequestError, NetworkError, ServerError } from "./errors.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

const input: WebhookInput = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
};

const stored = (id: string, changes: Partial<WebhookInput> = {}): WebhookDetailed => ({
  id,
  ...input,
  ...changes,
});

/** What becomes of a POST; a webhook is what somebody else makes while ours is lost on the way. */
type Fate = "answered" | "lost on the way" | "lost on the way back" | number | WebhookDetailed;

/** A service in memory, whose POSTs meet these fates in turn, and a client that creates there. */
function play(fates: Fate[], webhooks: WebhookDetailed[] = [], pageSize = 100) {
  const sent: string[] = [];
  const waits: number[] = [];
  let time = 0;
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      if (milliseconds === Infinity) return new Promise<void>(() => {});
      waits.push(milliseconds);
      time += milliseconds;
    },
  };

  function list(cursor: string | null) {
    const from = Number(cursor ?? 0);
    const next = from + pageSize < webhooks.length && { next: `${from + pageSize}` };
    const page = webhooks.slice(from, from + pageSize);
    return Response.json({ webhooks: page, cursors: { ...next } });
  }

  async function post(request: Request) {
    const fate = fates.shift() ?? "answered";
    const webhook = { id: `new_${sent.length}`, ...((await request.json()) as WebhookInput) };
    if (typeof fate === "number") return new Response(null, { status: fate });
    if (typeof fate === "object") webhooks.push(fate);
    else if (fate !== "lost on the way") webhooks.push(webhook);
    if (fate === "answered") return Response.json(webhook);
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  }

  const client = createClient({
    token: "token",
    clock,
    timeout: Infinity,
    random: () => 0.5,
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      sent.push(request.method);
      if (request.method === "POST") return post(request);
      if (pathname.endsWith("/webhooks")) return list(searchParams.get("cursor"));
      const id = pathname.split("/").at(-1);
      return Response.json(webhooks.find((webhook) => webhook.id === id));
    },
  });
  return {
    create: (options: CreateOptions = { reconcile: true }, body = input) =>
      client.createWebhook(appId, body, options),
    webhooks,
    sent,
    waits,
  };
}

const posts = (sent: string[]) => sent.filter((method) => method === "POST").length;

describe("createWebhook", () => {
  it("does not look around, nor try again, without reconcile", async () => {
    const { create, sent, webhooks } = play(["lost on the way back"]);
    const error = await create({}).catch((reason) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ mayHaveSucceeded: true, attempts: 1 });
    expect(sent).toEqual(["POST"]);
    expect(webhooks).toHaveLength(1);
  });
});

describe("createWebhook with reconcile", () => {
  it("notes what is there, and creates", async () => {
    const { create, sent, waits } = play([]);
    const { data, response } = await create().withResponse();
    expect(data).toEqual(stored(data.id));
    expect(response.status).toBe(200);
    expect(sent).toEqual(["GET", "POST"]);
    expect(waits).toEqual([]);
  });

  it("finds the webhook whose answer was lost, and gives all of it", async () => {
    const { create, sent, waits, webhooks } = play(["lost on the way back"]);
    const created = await create();
    expect(created).toEqual(webhooks[0]);
    expect(webhooks).toHaveLength(1);
    expect(sent).toEqual(["GET", "POST", "GET", "GET"]);
    expect(waits).toEqual([250]);
  });

  it("creates again when there is none", async () => {
    const { create, sent, waits, webhooks } = play(["lost on the way", "lost on the way"]);
    const created = await create();
    expect(webhooks).toEqual([created]);
    expect(sent).toEqual(["GET", "POST", "GET", "POST", "GET", "POST"]);
    expect(waits).toEqual([250, 500]);
  });

  it("finds it on a later page", async () => {
    const others = Array.from({ length: 7 }, (_, index) => stored(`o${index}`, { name: "other" }));
    const { create, webhooks, sent } = play(["lost on the way back"], others, 2);
    expect((await create()).id).toBe(webhooks.at(-1)?.id);
    expect(posts(sent)).toBe(1);
  });

  it.each([500, 502, 503, 504, 408])("finds out what became of a %i", async (status) => {
    const { create, sent, webhooks } = play([status]);
    await create();
    expect(webhooks).toHaveLength(1);
    expect(sent).toEqual(["GET", "POST", "GET", "POST"]);
  });

  it("does not mistake an equal webhook that was there before for its own", async () => {
    const before = [stored("old_1"), stored("old_2")];
    const found = play(["lost on the way back"], [...before]);
    expect((await found.create()).id).toBe("new_2");
    expect(found.webhooks).toHaveLength(3);

    const repeated = play(["lost on the way"], [...before]);
    expect((await repeated.create()).id).toBe("new_4");
    expect(repeated.webhooks).toHaveLength(3);
  });

  it.each([{ name: "other" }, { url: "https://other.domain.com" }])(
    "does not mistake a webhook with %j for its own",
    async (changes) => {
      const { create, sent } = play([stored("other_1", changes)]);
      expect((await create()).id).toMatch(/^new_/);
      expect(posts(sent)).toBe(2);
    },
  );

  it("never makes two, whatever gets lost", async () => {
    const fates: Fate[] = ["lost on the way", "lost on the way back", 500, "answered"];
    const combinations = fates.flatMap((first) =>
      fates.flatMap((second) => fates.map((third) => [first, second, third])),
    );
    for (const combination of combinations) {
      const { create, webhooks } = play([...combination]);
      const result = await create().catch((error) => error);
      const created = webhooks.map(({ id }) => id);
      expect(created.length).toBeLessThanOrEqual(1);
      if (!(result instanceof Error)) expect(created).toEqual([result.id]);
    }
    expect(combinations).toHaveLength(64);
  });

  it("gives up after maxRetries with the error of the last create", async () => {
    const lost = play(["lost on the way", "lost on the way", 503]);
    const error = await lost.create().catch((reason) => reason);
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 503, method: "POST", mayHaveSucceeded: true });
    expect(posts(lost.sent)).toBe(3);
    expect(lost.sent.at(-1)).toBe("GET");

    const once = play(["lost on the way"]);
    await expect(once.create({ reconcile: true, maxRetries: 0 })).rejects.toThrow(NetworkError);
    expect(once.sent).toEqual(["GET", "POST", "GET"]);
  });

  it.each([400, 401, 403, 404, 409])("does not try again after a %i", async (status) => {
    const { create, sent, waits } = play([status]);
    await expect(create()).rejects.toMatchObject({ status, mayHaveSucceeded: false });
    expect(sent).toEqual(["GET", "POST"]);
    expect(waits).toEqual([]);
  });

  it("creates nothing when it cannot note what is there", async () => {
    const sent: string[] = [];
    const client = createClient({
      token: "token",
      fetch: async ({ method }) => {
        sent.push(method);
        return new Response(null, { status: 400 });
      },
    });
    const call = client.createWebhook(appId, input, { reconcile: true });
    await expect(call).rejects.toThrow(BadRequestError);
    expect(sent).toEqual(["GET"]);
  });

  it("creates nothing of a wrong body", async () => {
    const { create, sent } = play([]);
    const call = create({ reconcile: true }, { ...input, name: "" });
    await expect(call).rejects.toMatchObject({ code: "invalid_request" });
    expect(posts(sent)).toBe(0);
  });
});
