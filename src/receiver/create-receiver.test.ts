import { describe, expect, it, vi } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import { createReceiver, memoryClaimStore, type ReceiverOptions } from "./index.js";
import { documentedSecret, now, secret, signedDelivery } from "./testing/signed-deliveries.js";

const { teamServerPush, criticalAlert } = openapi.components.examples;

interface Sent {
  payload?: unknown;
  /** What is signed, if not the JSON of the payload. */
  signedBody?: string;
  /** What is sent, if not what is signed. */
  sentBody?: string | ReadableStream;
  id?: string;
  secrets?: string;
  method?: string;
  headers?: Record<string, string>;
}

async function requestOf(sent: Sent = {}): Promise<Request> {
  const { payload = teamServerPush.value, id = "msg_1", secrets = secret, method = "POST" } = sent;
  const { signedBody = JSON.stringify(payload) } = sent;
  const { headers, body } = await signedDelivery(signedBody, { id, secrets });
  return new Request("https://receiver.example/hook", {
    method,
    headers: { ...headers, ...sent.headers },
    ...(method === "POST" && { body: sent.sentBody ?? body, duplex: "half" }),
  } as RequestInit);
}

/** A receiver with mocks for its handler and its callbacks. */
function setUp(options: Partial<ReceiverOptions> = {}) {
  const [onPush, onError, onRefused] = [vi.fn(), vi.fn(), vi.fn()];
  const on = { "teamserver.push": onPush };
  const receiver = createReceiver({ secrets: secret, now, on, onError, onRefused, ...options });
  const send = async (sent?: Sent) => receiver(await requestOf(sent));
  return { receiver, send, onPush, onError, onRefused };
}

describe("createReceiver", () => {
  it("passes a typed event to its handler and responds with 204", async () => {
    const branches: string[] = [];
    const { send } = setUp({
      on: { "teamserver.push": ({ branchName }, { id }) => branches.push(`${id} ${branchName}`) },
    });
    expect((await send()).status).toBe(204);
    expect(branches).toEqual(["msg_1 main"]);
  });

  it("passes alerts to their handler, and unknown payloads to onUnknown", async () => {
    const [alert, onUnknown] = [vi.fn(), vi.fn()];
    const { send } = setUp({ on: { alert }, onUnknown });
    await send({ payload: criticalAlert.value, id: "msg_1" });
    await send({ payload: { eventType: "model.renamed" }, id: "msg_2" });
    expect(alert.mock.calls).toMatchObject([[{ severity: "Critical" }, { id: "msg_1" }]]);
    expect(onUnknown.mock.calls).toMatchObject([[{ eventType: "model.renamed" }, { id: "msg_2" }]]);
  });

  it("acknowledges an event without a handler", async () => {
    const { send } = setUp({ on: {} });
    expect((await send()).status).toBe(204);
  });

  it("handles a delivery once, and responds with 200 to its repetition", async () => {
    const { send, onPush } = setUp();
    expect((await send()).status).toBe(204);
    expect((await send()).status).toBe(200);
    expect(onPush).toHaveBeenCalledTimes(1);
  });

  it("responds with 409 while the same delivery is being handled", async () => {
    const { send, receiver, onPush } = setUp();
    const repetition = await requestOf();
    const duringHandling: Response[] = [];
    onPush.mockImplementation(async () => duringHandling.push(await receiver(repetition)));
    expect((await send()).status).toBe(204);
    expect(duringHandling.map(({ status }) => status)).toEqual([409]);
  });

  it("responds with 500 without details when a handler throws, and handles the next attempt", async () => {
    const { send, onPush, onError } = setUp();
    const error = new Error("database password is hunter2");
    onPush.mockRejectedValueOnce(error);
    const response = await send();
    expect([response.status, await response.text()]).toEqual([500, "not handled"]);
    expect(onError.mock.calls).toMatchObject([[error, { id: "msg_1" }]]);
    expect((await send()).status).toBe(204);
    expect(onPush).toHaveBeenCalledTimes(2);
  });

  it.each<[number, string, Sent]>([
    [405, "another method", { method: "GET" }],
    [415, "another media type", { headers: { "content-type": "text/plain" } }],
    [413, "a body that is too large", { sentBody: "x".repeat(2000) }],
    [400, "a missing header", { headers: { "webhook-id": "" } }],
    [400, "a malformed timestamp", { headers: { "webhook-timestamp": "soon" } }],
    [400, "a signed body that is not JSON", { signedBody: "not json" }],
    [401, "another secret", { secrets: documentedSecret }],
    [401, "another body", { sentBody: "{}" }],
  ])("responds with %i to %s", async (status, _, sent) => {
    const { send, onPush, onError } = setUp({ maxBodyBytes: 1500 });
    const response = await send(sent);
    expect(response.status).toBe(status);
    expect(response.headers.get("allow")).toBe(status === 405 ? "POST" : null);
    expect(onPush).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  it("stops reading a body as soon as it is too large", async () => {
    const pull = vi.fn((controller: ReadableStreamDefaultController) =>
      controller.enqueue(new Uint8Array(1000)),
    );
    const { send } = setUp({ maxBodyBytes: 5000 });
    expect((await send({ sentBody: new ReadableStream({ pull }) })).status).toBe(413);
    expect(pull.mock.calls.length).toBeLessThan(20);
  });

  it("asks for the secrets at each delivery, so that they can rotate", async () => {
    let secrets = [documentedSecret];
    const { send } = setUp({ secrets: async () => secrets });
    expect((await send()).status).toBe(401);
    secrets = [secret, documentedSecret];
    expect((await send()).status).toBe(204);
  });

  const fail = () => Promise.reject(new Error("unavailable"));
  it.each<[string, Partial<ReceiverOptions>, object]>([
    ["claim() fails", { claimStore: { ...memoryClaimStore(), claim: fail } }, Error("unavailable")],
    ["done() fails", { claimStore: { ...memoryClaimStore(), done: fail } }, Error("unavailable")],
    ["the secrets cannot be loaded", { secrets: fail }, Error("unavailable")],
    ["the loaded secrets are weak", { secrets: () => "too short" }, { code: "weak_key" }],
  ])("responds with 500, so that Mendix tries again, when %s", async (_, options, error) => {
    const { send, onError } = setUp(options);
    expect((await send()).status).toBe(500);
    expect(onError.mock.calls.map(([reported]) => reported)).toMatchObject([error]);
  });

  it("responds with 500, not 400, when the body was already read or locked", async () => {
    const { receiver, onError } = setUp();
    const read = await requestOf();
    await read.text();
    const locked = await requestOf();
    locked.body?.getReader();
    for (const request of [read, locked]) expect((await receiver(request)).status).toBe(500);
    const error = { code: "body_was_parsed", message: expect.stringContaining("request.clone()") };
    expect(onError.mock.calls).toMatchObject([[error], [error]]);
  });

  it("tells onRefused the reason in detail, and the sender only its code", async () => {
    const { send, onRefused } = setUp({ now: () => now() + 400_000 });
    const response = await send();
    expect([response.status, await response.text()]).toEqual([400, "timestamp_too_old"]);
    const failure = { code: "timestamp_too_old", skew: 400 };
    const request = { url: "https://receiver.example/hook" };
    expect(onRefused.mock.calls).toMatchObject([[{ failure }, request]]);
  });

  it("writes to the console what a handler threw, if there is no onError", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => {});
    const error = new Error("no such table");
    const on = { "teamserver.push": () => Promise.reject(error) };
    await createReceiver({ secrets: secret, now, on })(await requestOf());
    expect(write.mock.calls).toEqual([[error, { id: "msg_1", timestamp: now() / 1000 }]]);
    write.mockRestore();
  });

  it("handles the delivery of a process that died, once its claim has expired", async () => {
    let time = now();
    const claimStore = memoryClaimStore({ claimTtl: 60, now: () => time });
    await claimStore.claim("msg_1", "the process that died");
    const { send } = setUp({ claimStore });
    expect((await send()).status).toBe(409);
    time += 61_000;
    expect((await send()).status).toBe(204);
  });

  it.each<[string, Partial<ReceiverOptions>]>([
    ["option 'secrets'", { secrets: [] }],
    ["24 bytes or more at 1", { secrets: [secret, "short"] }],
    ["option 'tolerance'", { secrets: () => secret, tolerance: Number.NaN }],
    ["option 'tolerance'", { tolerance: -1 }],
    ["option 'maxBodyBytes'", { maxBodyBytes: 0 }],
  ])("refuses a bad option before the first delivery: %s, case %#", (message, options) => {
    expect(() => setUp(options)).toThrow(message);
  });
});
