import { describe, expect, it, vi } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import {
  type ClaimStore,
  createReceiver,
  memoryClaimStore,
  type ReceiverError,
  sign,
} from "./index.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const now = () => 1_700_000_000_000;
const { components } = openapi;
const push = components.examples.teamServerPush.value;

interface Sent {
  payload?: unknown;
  id?: string;
  secrets?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | ReadableStream;
}

async function requestOf({ payload = push, id = "msg_1", secrets = secret, ...rest }: Sent = {}) {
  const body = JSON.stringify(payload);
  const headers = await sign({ body, id, secrets, timestamp: now() / 1000 });
  const { method = "POST" } = rest;
  return new Request("https://receiver.example/hook", {
    method,
    headers: { ...headers, ...rest.headers },
    ...(method === "POST" && { body: rest.body ?? body, duplex: "half" }),
  } as RequestInit);
}

const failing = (method: keyof ClaimStore): ClaimStore => ({
  ...memoryClaimStore({ now }),
  [method]: () => Promise.reject(new Error("store is down")),
});

describe("createReceiver", () => {
  it("hands a typed event to its handler and answers 204", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({
      secrets: secret,
      now,
      on: { "teamserver.push": ({ branchName }, { id }) => seen.push([branchName, id]) },
    });
    expect((await receiver(await requestOf())).status).toBe(204);
    expect(seen).toEqual([["main", "msg_1"]]);
  });

  it("hands an alert to its handler, and what the contract does not know to onUnknown", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver({
      secrets: secret,
      now,
      on: { alert: ({ severity }) => seen.push(severity) },
      onUnknown: (payload) => seen.push(payload),
    });
    const alert = components.examples.criticalAlert.value;
    await receiver(await requestOf({ payload: alert, id: "msg_1" }));
    await receiver(await requestOf({ payload: { eventType: "model.renamed" }, id: "msg_2" }));
    expect(seen).toEqual(["Critical", { eventType: "model.renamed" }]);
  });

  it("handles a delivery once: 200 for its repetition", async () => {
    let handled = 0;
    const on = { "teamserver.push": () => handled++ };
    const receiver = createReceiver({ secrets: secret, now, on });
    expect((await receiver(await requestOf())).status).toBe(204);
    expect((await receiver(await requestOf())).status).toBe(200);
    expect(handled).toBe(1);
  });

  it("answers 409 while the same delivery is being handled", async () => {
    let finish = () => {};
    const started = deferred();
    const on = {
      "teamserver.push": () =>
        new Promise<void>((resolve) => {
          finish = resolve;
          started.resolve();
        }),
    };
    const receiver = createReceiver({ secrets: secret, now, on });
    const first = receiver(await requestOf());
    await started.promise;
    expect((await receiver(await requestOf())).status).toBe(409);
    finish();
    expect((await first).status).toBe(204);
  });

  it("answers 500 when a handler throws, tells nobody why, and handles the next attempt", async () => {
    const errors: unknown[] = [];
    let attempts = 0;
    const receiver = createReceiver({
      secrets: secret,
      now,
      on: {
        "teamserver.push": () => {
          attempts += 1;
          if (attempts === 1) throw new Error("database password is hunter2");
        },
      },
      onError: (error) => errors.push(error),
    });
    const response = await receiver(await requestOf());
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("not handled");
    expect(errors).toHaveLength(1);
    expect((await receiver(await requestOf())).status).toBe(204);
    expect(attempts).toBe(2);
  });

  it.each([
    ["405 with Allow for another method", { method: "GET" }, 405],
    ["415 for another media type", { headers: { "content-type": "text/plain" } }, 415],
    ["413 for a body too large", { body: "x".repeat(2000) }, 413],
    ["400 for a missing header", { headers: { "webhook-id": "" } }, 400],
    ["400 for a malformed timestamp", { headers: { "webhook-timestamp": "soon" } }, 400],
    ["401 for another secret", { secrets: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O" }, 401],
    ["401 for another body", { body: "{}" }, 401],
  ])("answers %s", async (_, sent: Sent, status) => {
    const receiver = createReceiver({ secrets: secret, now, maxBodyBytes: 1500 });
    const response = await receiver(await requestOf(sent));
    expect(response.status).toBe(status);
    expect(response.headers.get("allow")).toBe(status === 405 ? "POST" : null);
  });

  it("stops reading a body as soon as it is too large", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const receiver = createReceiver({ secrets: secret, now, maxBodyBytes: 5000 });
    expect((await receiver(await requestOf({ body: endless }))).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it("answers 400 for a signed body that is not JSON", async () => {
    const body = "not json";
    const headers = await sign({ body, id: "msg_1", secrets: secret, timestamp: now() / 1000 });
    const request = new Request("https://receiver.example", { method: "POST", headers, body });
    const response = await createReceiver({ secrets: secret, now })(request);
    expect(response.status).toBe(400);
  });

  it("asks for its secrets anew for each delivery, so that they can rotate", async () => {
    const old = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
    let secrets: string[] = [old];
    const receiver = createReceiver({ secrets: async () => secrets, now });
    expect((await receiver(await requestOf())).status).toBe(401);
    secrets = [secret, old];
    expect((await receiver(await requestOf())).status).toBe(204);
  });

  it.each(["claim", "done"] as const)("answers 500 when the store fails to %s", async (method) => {
    const errors: unknown[] = [];
    const receiver = createReceiver({
      secrets: secret,
      now,
      claimStore: failing(method),
      onError: (error) => errors.push(error),
    });
    expect((await receiver(await requestOf())).status).toBe(500);
    expect(errors).toHaveLength(1);
  });

  it("answers 500 when the secrets cannot be had, so that Mendix tries again", async () => {
    const errors: unknown[] = [];
    const secrets = () => Promise.reject(new Error("vault is down"));
    const onError = (error: unknown) => errors.push(error);
    const receiver = createReceiver({ secrets, now, onError });
    expect((await receiver(await requestOf())).status).toBe(500);
    expect(errors).toEqual([new Error("vault is down")]);
  });

  it("answers 500 when the secrets that it was given turn out to be weak", async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const receiver = createReceiver({ secrets: () => "too short", now, onError });
    expect((await receiver(await requestOf())).status).toBe(500);
    expect(errors).toMatchObject([{ code: "weak_key" }]);
  });

  it("tells onError that somebody else read the body, and does not blame the sender", async () => {
    const errors: unknown[] = [];
    const receiver = createReceiver({
      secrets: secret,
      now,
      onError: (error) => errors.push(error),
    });
    const read = await requestOf();
    await read.text();
    const locked = await requestOf();
    locked.body?.getReader();
    for (const request of [read, locked]) expect((await receiver(request)).status).toBe(500);
    const error = { code: "body_was_parsed", message: expect.stringContaining("request.clone()") };
    expect(errors).toMatchObject([error, error]);
  });

  it("tells onRefused why, and the sender only the code", async () => {
    const refused: unknown[] = [];
    const onRefused = (error: ReceiverError, { url }: Request) => refused.push([error, url]);
    const receiver = createReceiver({ secrets: secret, now: () => now() + 400_000, onRefused });
    const response = await receiver(await requestOf());
    expect([response.status, await response.text()]).toEqual([400, "timestamp_too_old"]);
    const failure = { code: "timestamp_too_old", skew: 400 };
    expect(refused).toMatchObject([[{ failure }, "https://receiver.example/hook"]]);
  });

  it("writes to the console what a handler threw, unless told otherwise", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => {});
    const error = new Error("no such table");
    const on = { "teamserver.push": () => Promise.reject(error) };
    await createReceiver({ secrets: secret, now, on })(await requestOf());
    expect(write.mock.calls).toEqual([[error, { id: "msg_1", timestamp: 1_700_000_000 }]]);
    write.mockRestore();
  });

  it("handles the delivery of a process that died, once its claim has expired", async () => {
    let time = now();
    const claimStore = memoryClaimStore({ claimTtl: 60, now: () => time });
    await claimStore.claim("msg_1", "one that died");
    const receiver = createReceiver({ secrets: secret, now, claimStore });
    expect((await receiver(await requestOf())).status).toBe(409);
    time += 61_000;
    expect((await receiver(await requestOf())).status).toBe(204);
  });

  it("refuses bad options before the first delivery", () => {
    expect(() => createReceiver({ secrets: [] })).toThrow("option 'secrets'");
    expect(() => createReceiver({ secrets: [secret, "short"] })).toThrow("24 bytes or more at 1");
    expect(() => createReceiver({ secrets: () => secret, tolerance: Number.NaN })).toThrow(
      "option 'tolerance'",
    );
    expect(() => createReceiver({ secrets: secret, tolerance: -1 })).toThrow("option 'tolerance'");
    expect(() => createReceiver({ secrets: secret, maxBodyBytes: 0 })).toThrow(
      "option 'maxBodyBytes'",
    );
  });
});

function deferred() {
  let resolve = (_?: unknown) => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
