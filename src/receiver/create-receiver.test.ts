import { describe, expect, it, vi } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import { createReceiver, ReceiverError, type ReceiverOptions } from "./index.js";
import {
  documentedSecret,
  now,
  secret,
  signedDelivery,
  timestamp,
} from "./testing/signed-deliveries.js";

const { teamServerPush, criticalAlert, packageUploaded } = openapi.components.examples;
const [push, alert, uploaded] = [teamServerPush.value, criticalAlert.value, packageUploaded.value];
const changed = { ...push, after: null };
const test = { test: true };
const unhandled = (name: string) => `No handler for deliveries '${name}'`;
const differs = (name: string) => `A delivery '${name}' differs from the contract: `;

interface Sent {
  /** Text is signed as it is, anything else as JSON. */
  payload?: unknown;
  /** What is sent, if not what is signed. */
  sentBody?: string | ReadableStream | null;
  id?: string;
  secrets?: string;
  method?: string;
  headers?: Record<string, string>;
}

async function requestOf(sent: Sent = {}): Promise<Request> {
  const { payload = push, id = "msg_1", secrets = secret, method = "POST" } = sent;
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const { headers, body } = await signedDelivery(text, { id, secrets });
  return new Request("https://receiver.example/hook", {
    method,
    headers: { ...headers, ...sent.headers },
    ...(method === "POST" && { body, ...("sentBody" in sent && { body: sent.sentBody }) }),
    duplex: "half",
  } as RequestInit);
}

/** A receiver with mocks for its handler and its hooks. */
function setUp(options: Partial<ReceiverOptions> = {}) {
  const [onPush, onError, onRefused, onWarning] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const hooks = { onError, onRefused, onWarning };
  const on = { "teamserver.push": onPush };
  const receiver = createReceiver({ secrets: secret, now, on, ...hooks, ...options });
  const send = async (sent?: Sent) => receiver(await requestOf(sent));
  return { receiver, send, onPush, ...hooks };
}

const onUnknown = vi.fn();
const failing = () => Promise.reject(new Error("unavailable"));
const broken = new ReadableStream({ pull: failing });
const mediaType = { code: "unsupported_media_type" };
const old = `${timestamp - 400}`;
const read = vi.fn((body: ReadableStreamDefaultController) => body.close());
/** A delivery that is refused because of its headers, before its body is read. */
const unread = (headers: Record<string, string>): Sent => ({
  headers,
  sentBody: new ReadableStream({ pull: read }, { highWaterMark: 0 }),
});

describe("createReceiver", () => {
  it.each<[string, unknown, Partial<ReceiverOptions>, string[]]>([
    ["push", push, {}, []],
    ["alert", alert, {}, []],
    ["none", uploaded, {}, [unhandled("package.uploaded")]],
    ["push", changed, {}, [differs("teamserver.push")]],
    ["none", changed, { strict: true }, [unhandled("teamserver.push"), differs("teamserver.push")]],
    ["none", uploaded, { onUnknown }, [unhandled("package.uploaded")]],
    ["none", alert, { on: {} }, [unhandled("alert")]],
    ["none", { eventType: "a\nb" }, {}, [unhandled("a?b")]],
    ["none", { eventType: "x".repeat(65) }, {}, [unhandled("x".repeat(64))]],
    ["none", test, {}, [unhandled("without eventType")]],
    ["unknown", test, { onUnknown }, []],
    ["unknown", changed, { onUnknown, strict: true }, [differs("teamserver.push")]],
    ["unknown", changed, { onUnknown, on: {} }, [differs("teamserver.push")]],
  ])("calls the handler '%s', with warnings, case %#", async (name, payload, options, messages) => {
    const handlers = { push: vi.fn(), alert: vi.fn(), unknown: onUnknown.mockClear() };
    const on = { "teamserver.push": handlers.push, alert: handlers.alert };
    const { send, onWarning } = setUp({ on, ...options });
    expect((await send({ payload })).status).toBe(204);
    const violations = messages.some((one) => one.startsWith("A delivery"))
      ? [expect.any(String)]
      : [];
    const calls = Object.entries(handlers).flatMap(([key, { mock }]) =>
      mock.calls.map((call) => [key, ...call]),
    );
    expect(calls).toMatchObject(
      name === "none" ? [] : [[name, payload, { id: "msg_1", violations }]],
    );
    const warned = onWarning.mock.calls.map(([message]) => message);
    expect(warned).toEqual(messages.map((message) => expect.stringContaining(message)));
  });

  it("writes by default the first warning of each kind, and each error, but no refusal, to the console", async () => {
    const [warn, report] = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
    for (const spy of [warn, report]) spy.mockReset().mockImplementation(() => {});
    const error = new Error("no such table");
    const on = { "teamserver.push": () => Promise.reject(error) };
    const receiver = createReceiver({ secrets: secret, now, on });
    const lists = [[{}], [...Array(10).fill(push.commits[0]), {}]];
    const [one, two] = lists.map((commits) => ({ ...push, commits }));
    await receiver(await requestOf({ secrets: documentedSecret }));
    const payloads = [test, { test: 2 }, changed, changed, uploaded, one, two];
    for (const [at, payload] of payloads.entries()) {
      await receiver(await requestOf({ payload, id: `msg_${at}` }));
    }
    const expected = [unhandled("without eventType"), differs("teamserver.push")];
    expected.push(unhandled("package.uploaded"), differs("teamserver.push"));
    expect(warn.mock.calls).toEqual(expected.map((line) => [expect.stringContaining(line)]));
    const ids = ["msg_2", "msg_3", "msg_5", "msg_6"];
    expect(report.mock.calls).toMatchObject(ids.map((id) => [error, { id }]));
    for (const spy of [warn, report]) spy.mockRestore();
  });

  it("acknowledges every event without handlers, and writes a hundred warnings at most", async () => {
    const warn = vi
      .spyOn(console, "warn")
      .mockReset()
      .mockImplementation(() => {});
    const receiver = createReceiver({ secrets: secret, now });
    for (let at = 0; at < 101; at += 1) {
      const payload = at === 0 ? push : { eventType: `event.${at}` };
      expect((await receiver(await requestOf({ payload, id: `msg_${at}` }))).status).toBe(204);
    }
    expect(warn).toHaveBeenCalledTimes(100);
    warn.mockRestore();
  });

  it("handles a typed event once: 204, then 200, and 409 while it is being handled", async () => {
    const repetition = await requestOf();
    const handled: unknown[] = [];
    const { send, receiver } = setUp({
      on: {
        "teamserver.push": async ({ branchName }, { id }) => {
          handled.push(branchName, id, (await receiver(repetition)).status);
        },
      },
    });
    const headers = { "content-type": "Application/JSON ; v=1", "content-encoding": "identity" };
    expect((await send({ headers })).status).toBe(204);
    expect((await send()).status).toBe(200);
    expect(handled).toEqual(["main", "msg_1", 409]);
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

  // As docs/receiver.md lists them. The sender learns the code, and `onRefused` the details.
  it.each<[number, string, object, Sent]>([
    [405, "POST only", { code: "method_not_allowed" }, { method: "GET" }],
    [415, "application/json only", mediaType, unread({ "content-type": "text/plain" })],
    [415, "application/json only", mediaType, unread({ "content-type": "x-application/json" })],
    [415, "compressed bodies are not accepted", mediaType, unread({ "content-encoding": "gzip" })],
    [413, "more than 1500 bytes", { code: "body_too_large" }, { payload: "x".repeat(2000) }],
    [400, "the body could not be read", { code: "unreadable_body" }, { sentBody: broken }],
    [400, "malformed_body", { code: "malformed_body" }, { payload: "not json" }],
    [400, "missing_header", { failure: { header: "webhook-id" } }, unread({ "webhook-id": "" })],
    [
      400,
      "invalid_timestamp",
      { code: "invalid_timestamp" },
      unread({ "webhook-timestamp": "soon" }),
    ],
    [400, "timestamp_too_old", { failure: { skew: 400 } }, unread({ "webhook-timestamp": old })],
    [401, "no_match", { code: "no_match" }, unread({ "webhook-signature": "v1,forged" })],
    [401, "no_match", { code: "no_match" }, { sentBody: "{}" }],
    [401, "no_match", { code: "no_match" }, { sentBody: null }],
  ])("refuses with %i and '%s', and reports %j, case %#", async (status, text, error, sent) => {
    const secrets = vi.fn(() => secret);
    const { send, onPush, onError, onRefused } = setUp({ maxBodyBytes: 1500, secrets });
    const response = await send(sent);
    expect([response.status, await response.text()]).toEqual([status, text]);
    const request = { url: "https://receiver.example/hook" };
    expect(onRefused.mock.calls).toMatchObject([[error, request]]);
    expect(onRefused.mock.calls[0]?.[0]).toBeInstanceOf(ReceiverError);
    expect(response.headers.get("allow")).toBe(status === 405 ? "POST" : null);
    const isCompressed = text.startsWith("compressed");
    expect(response.headers.get("accept-encoding")).toBe(isCompressed ? "identity" : null);
    expect(read).not.toHaveBeenCalled();
    if (sent.headers) expect(secrets).not.toHaveBeenCalled();
    for (const mock of [onPush, onError]) expect(mock).not.toHaveBeenCalled();
  });

  it("asks for the secrets at each delivery, so that they can rotate", async () => {
    let secrets = [documentedSecret];
    const { send } = setUp({ secrets: async () => secrets });
    expect((await send()).status).toBe(401);
    secrets = [secret, documentedSecret];
    expect((await send()).status).toBe(204);
  });

  it("responds with 500, so that Mendix tries again, without usable secrets or body", async () => {
    const [read, locked] = [await requestOf(), await requestOf()];
    await read.text();
    locked.body?.getReader();
    for (const request of [read, locked]) {
      const { receiver, onError } = setUp();
      expect((await receiver(request)).status).toBe(500);
      const message = expect.stringContaining("request.clone()");
      expect(onError.mock.calls).toMatchObject([[{ code: "body_was_parsed", message }]]);
    }
    for (const secrets of [failing, () => "too short", () => ""]) {
      const { send, onError } = setUp({ secrets });
      expect((await send()).status).toBe(500);
      expect(onError).toHaveBeenCalledTimes(1);
    }
  });

  it("responds as usual when a hook fails, which it writes to the console", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => {});
    const throwing = () => {
      throw new Error("unavailable");
    };
    for (const hook of [failing, throwing]) {
      const on = { "teamserver.push": failing };
      const { send } = setUp({ on, onError: hook, onRefused: hook, onWarning: hook });
      expect((await send({ secrets: documentedSecret })).status).toBe(401);
      expect((await send()).status).toBe(500);
      expect((await send({ payload: test })).status).toBe(204);
    }
    expect(write.mock.calls).toEqual(Array(6).fill([Error("unavailable")]));
    write.mockRestore();
  });

  it.each<[string, Partial<ReceiverOptions>]>([
    ["24 bytes or more at 1", { secrets: [secret, "short"] }],
    ["option 'tolerance'", { secrets: () => secret, tolerance: Number.NaN }],
    ["option 'maxBodyBytes'", { maxBodyBytes: 0 }],
    ["option 'claimTimeout'", { claimTimeout: Number.POSITIVE_INFINITY }],
  ])("refuses a bad option before the first delivery: %s, case %#", (message, options) => {
    expect(() => setUp(options)).toThrow(message);
  });
});
