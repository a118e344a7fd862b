import { afterEach, describe, expect, it, vi } from "vitest";
import { examples } from "../../../generated/examples.js";
import { verify } from "../../receiver/index.js";
import { createVirtualClock, type FaultName, type FaultSwitch, type Sandbox } from "../index.js";
import { appId, ask, clientOf, closeAll, input, json, start } from "../testing/ask.js";
import type { Fault } from "./fault-switch.js";
import { faultTable } from "./fault-table.js";

afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;

/** What a client sees of a response: status, content type and body, as far as they arrive. */
async function look({ url }: Sandbox, fetch: typeof globalThis.fetch, of = path) {
  const seen: unknown[] = [];
  try {
    const headers = { authorization: "MxToken token" };
    const response = await fetch(url + of, { headers, redirect: "manual" });
    seen.push(response.status, response.headers.get("content-type"));
    seen.push(await response.text());
  } catch {
    seen.push("cut");
  }
  return seen;
}

const jsonType = "application/json";
const errorOf = (message: string) =>
  expect.stringMatching(new RegExp(`"message":"${message}".*\\n$`));
const list = [200, jsonType, '{"webhooks":[],"cursors":{}}\n'];
const htmlError = [404, "text/html", expect.stringContaining("<h1>")];

const cases: [FaultName, FaultSwitch, unknown[]][] = [
  ["status", {}, [500, jsonType, errorOf("A system error occurred")]],
  ["status", { status: 418 }, [418, jsonType, errorOf("I'm a Teapot")]],
  ["status", { status: 429 }, [429, jsonType, errorOf("Too many requests")]],
  ["redirect", {}, [302, null, ""]],
  ["truncated-json", {}, [200, jsonType, '{"webhooks":[],']],
  ["empty-body", {}, [200, jsonType, ""]],
  ["wrong-content-type", {}, [200, "text/plain", list[2]]],
  ["drop-header", {}, [200, "", list[2]]],
  ["cut-before", {}, ["cut"]],
  ["cut-body", {}, [200, jsonType, "cut"]],
  ["lost-response", {}, ["cut"]],
  ["delay", { delay: 1 }, list],
];

describe.each([
  ["over a socket", 0],
  ["without a socket", "none"],
] as const)("the faults of an exchange %s", (_, port) => {
  async function setUp() {
    const sandbox = await start({ port });
    return { sandbox, fetch: port === 0 ? globalThis.fetch : sandbox.fetch };
  }

  it.each(cases)("%s %j is what a client sees", async (name, how, expected) => {
    const { sandbox, fetch } = await setUp();
    expect(await look(sandbox, fetch)).toEqual(list);
    sandbox.faults.set(name, how);
    expect(await look(sandbox, fetch)).toEqual(expected);
    sandbox.faults.clear();
    expect(await look(sandbox, fetch)).toEqual(list);
  });

  it("html-error changes errors alone", async () => {
    const { sandbox, fetch } = await setUp();
    sandbox.faults.set("html-error");
    expect(await look(sandbox, fetch)).toEqual(list);
    expect(await look(sandbox, fetch, `${path}/unknown`)).toEqual(htmlError);
  });

  it("hang does not respond until the sandbox closes", async () => {
    const { sandbox, fetch } = await setUp();
    sandbox.faults.set("hang", { times: 1 });
    const hanging = look(sandbox, fetch);
    // The requests have a connection each, so that the second could come first.
    await vi.waitFor(() => expect(sandbox.faults.active()).toEqual({}), 30_000);
    expect(await look(sandbox, fetch)).toEqual(list);
    await sandbox.close();
    expect(await hanging).toEqual(["cut"]);
  });
});

describe("faultTable", () => {
  it.each<[FaultName, number]>([
    ["status", 0],
    ["redirect", 0],
    ["cut-before", 0],
    ["cut-body", 1],
    ["lost-response", 1],
  ])("with %s, a creation leaves %i webhooks", async (name, count) => {
    const sandbox = await start();
    sandbox.faults.set(name);
    await ask(sandbox, path, json("POST", input)).catch(() => {});
    sandbox.faults.clear();
    expect((await clientOf(sandbox).listWebhooks(appId)).webhooks).toHaveLength(count);
  });

  it("drop-header leaves out the header of the switch, whatever its case", async () => {
    const sandbox = await start();
    sandbox.faults.set("drop-header", { header: "X-RATELIMIT-reset" });
    sandbox.faults.set("status", { status: 429 });
    const { response } = await ask(sandbox, path);
    expect(response.headers.get("x-ratelimit-limit")).toBe("600");
    expect(response.headers.get("x-ratelimit-reset")).toBeNull();
  });

  it("delay waits by the sandbox's clock", async () => {
    const clock = createVirtualClock(0);
    const sandbox = await start({ clock });
    sandbox.faults.set("delay", { delay: 60_000 });
    const listing = ask(sandbox, path);
    await vi.waitFor(() => expect(clock.advanceToNext()).toBe(true), 30_000);
    await listing;
    expect(clock.now()).toBe(60_000);
  });

  it("delay leaves no timer behind when the sandbox closes", async () => {
    const cancel = vi.fn();
    const schedule = vi.fn(() => cancel);
    const sandbox = await start({ clock: { now: Date.now, schedule } });
    sandbox.faults.set("delay");
    const listing = ask(sandbox, path).catch(() => {});
    await vi.waitFor(() => expect(schedule).toHaveBeenCalledOnce());
    await sandbox.close();
    await listing;
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("says in one sentence what each fault does, and wraps one part of the sandbox with it", () => {
    for (const [name, fault] of Object.entries<Fault>(faultTable)) {
      const { description, takes: _, ...parts } = fault;
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description).toMatch(/^[A-Z][^.]+[^.\s]$/);
      expect(Object.keys(parts)).toHaveLength(1);
    }
  });
});

describe("skip-validation", () => {
  const change = (fields: object) => json("POST", { ...input, ...fields });

  it.each<[FaultSwitch, RequestInit, RequestInit]>([
    [{ field: "name" }, change({ name: "a/b" }), change({ name: "a/b", url: "" })],
    [{ field: "url", rule: "minLength" }, change({ url: "" }), change({ url: 7 })],
    [{ rule: "required" }, change({ name: undefined }), change({ name: 7 })],
    [
      { field: "headers[].key" },
      change({ headers: [{ key: "te", value: "" }] }),
      change({ headers: [{ key: "te" }] }),
    ],
    [
      { field: "content-type" },
      { method: "POST", body: JSON.stringify(input) },
      { method: "POST", body: JSON.stringify({ ...input, name: "a/b" }) },
    ],
  ])("with %j accepts that alone", async (how, accepted, refused) => {
    const sandbox = await start();
    expect((await ask(sandbox, path, accepted)).status).toBe(400);
    sandbox.faults.set("skip-validation", how);
    expect((await ask(sandbox, path, accepted)).status).toBe(200);
    expect((await ask(sandbox, path, refused)).status).toBe(400);
  });

  it("keeps webhooks that the rest of the sandbox can use, whatever it accepts", async () => {
    const sandbox = await start();
    sandbox.faults.set("skip-validation");
    const headers = [null, { key: 7 }];
    for (const body of [null, [], { eventTypes: "x", headers }, ""]) {
      expect((await ask(sandbox, path, json("POST", body))).status).toBe(200);
    }
    const { status, body } = await ask(sandbox, `${path}?limit=x&ascOrder=x`);
    expect([status, body.webhooks.length]).toEqual([200, 4]);
    expect(sandbox.trigger(appId, { type: "teamserver.push" })).toEqual([]);
  });
});

describe("the faults of deliveries", () => {
  const secrets = examples.pushWebhook.validationSecret;

  /** What a receiver finds in the requests of a push, which it accepts. */
  async function deliver(name?: FaultName, ...failures: Error[]) {
    const received: string[] = [];
    const clock = createVirtualClock();
    async function send(request: Request) {
      const delivery = { headers: request.headers, body: await request.text() };
      const result = await verify(delivery, { secrets, now: clock.now });
      received.push(result.ok ? "ok" : result.code);
      const failure = failures.shift();
      if (failure) throw failure;
      return new Response(null, { status: 204 });
    }
    const sandbox = await start({ clock, deliveries: { send } });
    await clientOf(sandbox).createWebhook(appId, input);
    if (name) sandbox.faults.set(name, { times: 1 });
    sandbox.trigger(appId, { type: "teamserver.push" });
    await sandbox.settled();
    const [delivery] = sandbox.deliveries.list();
    return { received, errors: delivery?.attempts.map(({ error }) => error) };
  }

  it.each<[FaultName, string[]]>([
    ["delivery-unsigned", ["missing_header"]],
    ["delivery-wrong-key", ["no_match"]],
    ["delivery-stale", ["timestamp_too_old"]],
    ["delivery-reserialized", ["no_match"]],
    ["delivery-duplicate", ["ok", "ok"]],
  ])("%s is what a receiver sees", async (name, expected) => {
    expect((await deliver()).received).toEqual(["ok"]);
    expect((await deliver(name)).received).toEqual(expected);
  });

  it("delivery-duplicate sends an attempt again also when it fails at first", async () => {
    const { received, errors } = await deliver("delivery-duplicate", new Error("of the test"));
    expect([received, errors]).toEqual([["ok", "ok"], [undefined]]);
  });

  it("delivery-fail reaches the receiver with the next attempt", async () => {
    const { received, errors } = await deliver("delivery-fail");
    expect(received).toEqual(["ok"]);
    expect(errors).toEqual(["connection refused", undefined]);
  });
});
