import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperationId } from "../../../generated/routes.js";
import { seededRandom } from "../random.js";
import type { FaultSwitch } from "./fault.js";
import type { FaultName } from "./fault-table.js";
import { createFaults } from "./faults.js";
import { each, statusOf } from "./testing/scenario.js";
import { appIds, createScene, input, otherAppId, type Scene } from "./testing/scene.js";

let scene: Scene;
beforeEach(async () => {
  scene = await createScene({ apps: appIds });
  await scene.begin();
});
afterEach(() => scene.sandbox.close());

const statuses = async (...asks: (() => ReturnType<Scene["get"]>)[]) =>
  (await each(...asks)).map(statusOf);

describe("set", () => {
  it("lets a fault happen so many times as the switch says", async () => {
    const { get, sandbox } = scene;
    sandbox.faults.set("status-500", { times: 2 });
    expect(await statuses(get)).toEqual([500]);
    expect(sandbox.faults.active()).toEqual({ "status-500": { times: 1 } });
    expect(await statuses(get, get)).toEqual([500, 200]);
    expect(sandbox.faults.active()).toEqual({});
  });

  it.each<[FaultName, Parameters<Scene["create"]>[0], Parameters<Scene["create"]>[0], unknown]>([
    ["create-201", { body: {} }, {}, [400, 201, 200]],
    ["skip-required", {}, { body: {} }, [200, 200, 400]],
    ["refuse-unknown-events", {}, { body: { ...input, eventTypes: ["x"] } }, [200, 400, 200]],
    ["accept-no-token", {}, { headers: { authorization: "" } }, [200, 200, 401]],
    ["error-code", {}, { body: {} }, [200, 400, 400]],
    ["accept-unknown-app", {}, { app: otherAppId }, [200, 200, 404]],
  ])("does not count requests where %s makes no difference", async (name, miss, hit, expected) => {
    scene.sandbox.faults.set(name, { times: 1 });
    const { create } = scene;
    const asks = [() => create(miss), () => create(hit), () => create(hit)];
    expect(await statuses(...asks)).toEqual(expected);
    expect(scene.sandbox.faults.active()).toEqual({});
  });

  it("counts no update that update-merges leaves as it is", async () => {
    scene.sandbox.faults.set("update-merges", { times: 1 });
    const { headers, ...body } = input;
    await scene.update({ body: input });
    expect((await scene.update({ body })).json).toMatchObject({ headers });
    expect(scene.sandbox.faults.active()).toEqual({});
  });

  it("does not count a fault where another has already answered", async () => {
    scene.sandbox.faults.set("status-500", { times: 1 });
    scene.sandbox.faults.set("status-503", { times: 1 });
    expect(await statuses(scene.get, scene.get, scene.get)).toEqual([500, 503, 200]);
  });

  it("hits only the operation that the switch names", async () => {
    scene.sandbox.faults.set("status-500", { operation: "listWebhooks" });
    expect(await statuses(scene.get, () => scene.list(), scene.get)).toEqual([200, 500, 200]);
  });

  it("keeps to the switch as it was given", async () => {
    const how: FaultSwitch = { status: 409, operation: "getWebhook" };
    const { faults } = scene.sandbox;
    faults.set("status", how);
    for (const { status } of [how, faults.active().status ?? {}]) expect(status).toBe(409);
    Object.assign(how, { status: 410 });
    Object.assign(faults.active().status ?? {}, { status: 411 });
    expect(await statuses(scene.get)).toEqual([409]);
  });

  it("leaves as much to chance as the switch says, the same for a seed", () => {
    const often = (probability: number, seed = 1) => {
      const faults = createFaults(seededRandom(seed));
      faults.set("status-500", { probability });
      const tries = Array.from({ length: 1_000 }, () => faults.instead("getWebhook"));
      return tries.filter((answer) => answer !== undefined).length;
    };
    expect(often(0)).toBe(0);
    expect(often(1)).toBe(1_000);
    expect(often(0.25)).toBeGreaterThan(200);
    expect(often(0.25)).toBeLessThan(300);
    expect(often(0.25)).toBe(often(0.25));
    expect(often(0.25)).not.toBe(often(0.25, 2));
  });

  it("leaves ids as they are, where nothing is left to chance", async () => {
    const other = await createScene({ apps: appIds });
    other.sandbox.faults.set("property-extra");
    other.sandbox.faults.set("drop-header");
    await other.begin();
    expect(await other.list()).toMatchObject({ status: 200 });
    other.sandbox.faults.clear();
    expect((await other.list()).text).toBe((await scene.list()).text);
    await other.sandbox.close();
  });

  it("delays by what the switch says, on the sandbox's clock", async () => {
    scene.sandbox.faults.set("delay", { delay: 60_000 });
    let isAnswered = false;
    const answer = scene.get().finally(() => {
      isAnswered = true;
    });
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve));
    scene.clock.advance(59_999);
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    scene.clock.advance(1);
    expect(await answer).toMatchObject({ status: 200 });
  });

  it.each([
    [418, 418, "I'm a Teapot"],
    [404, 404, "Webhook not found"],
    [429, 429, "Too many requests"],
    [599, 599, "Failed"],
  ])("refuses with status %i", async (status, code, message) => {
    scene.sandbox.faults.set("status", { status });
    const { status: seen, json } = await scene.get();
    expect([seen, json]).toMatchObject([status, { error: { code, message } }]);
  });

  it("answers a success with another status of success, and does what was asked", async () => {
    const { text } = await scene.get();
    scene.sandbox.faults.set("status", { status: 203 });
    expect(await scene.get()).toMatchObject({ status: 203, text });
    expect(await scene.get({ id: "unknown" })).toMatchObject({ status: 404 });
    scene.sandbox.faults.set("status", { status: 204 });
    expect(await scene.get()).toMatchObject({ status: 204, text: "" });
    scene.sandbox.faults.set("status", { status: 200, operation: "deleteWebhook" });
    expect(await statuses(scene.remove, scene.get)).toEqual([200, 404]);
  });

  it("leaves out the header that the switch names, whatever its case", async () => {
    scene.sandbox.faults.set("status-429");
    scene.sandbox.faults.set("drop-header", { header: "X-RATELIMIT-reset" });
    const { headers } = await scene.get();
    expect(headers.get("x-ratelimit-limit")).toBe("600");
    expect(headers.get("x-ratelimit-reset")).toBeNull();
  });

  it.each([
    ["name", { name: "a/b" }, { url: "" }],
    ["headers[].key", { headers: [{ key: "te", value: "" }] }, { headers: [{ key: "a" }] }],
    ["headers", { headers: 7 }, { headers: [{ key: "te", value: "" }] }],
  ])("does not check the field %s alone", async (field, fine, other) => {
    scene.sandbox.faults.set("skip-validation", { field });
    const ask = (change: object) => () => scene.create({ body: { ...input, ...change } });
    expect(await statuses(ask(fine), ask({ ...fine, ...other }))).toEqual([200, 400]);
  });

  it("lets several happen at once, in the order in which they were set", async () => {
    const { faults } = scene.sandbox;
    for (const name of ["property-extra", "result-wrapped", "create-201"] as const)
      faults.set(name);
    const { status, json } = await scene.create();
    expect([status, json]).toMatchObject([201, { data: { internalId: 7 } }]);
  });

  it("keeps a webhook that the rest of the sandbox can live with, whatever it lets through", async () => {
    scene.sandbox.faults.set("skip-validation");
    const headers = [null, { key: 7 }];
    await each(
      ...[null, [], { eventTypes: "x", headers }].map((body) => () => scene.create({ body })),
    );
    scene.sandbox.faults.clear();
    expect((await scene.list()).status).toBe(200);
    expect(scene.sandbox.trigger(scene.app, { type: "teamserver.push" })).toHaveLength(3);
  });

  it("lists the first page, whatever parameters it lets through", async () => {
    scene.sandbox.faults.set("skip-validation");
    const query = "?cursor=a&cursor=b&limit=1&limit=2&ascOrder=true&ascOrder=false";
    expect((await scene.list(query)).text).toBe((await scene.list()).text);
  });

  it("refuses a bad switch, and leaves all as it was", () => {
    const { faults } = scene.sandbox;
    faults.set("hang", { times: 2 });
    expect(() => faults.set("hang", { times: 0 })).toThrow("'times' must be");
    expect(() => faults.set("hnag" as FaultName)).toThrow("there is no fault 'hnag'");
    expect(faults.active()).toEqual({ hang: { times: 2 } });
  });
});

describe("clear", () => {
  it("switches one off, or all of them", () => {
    const { faults } = scene.sandbox;
    const operation: OperationId = "getWebhook";
    faults.set("hang", { operation });
    faults.set("delay");
    expect(faults.active()).toEqual({ hang: { operation }, delay: {} });
    faults.clear("hang");
    expect(faults.active()).toEqual({ delay: {} });
    faults.clear();
    expect(faults.active()).toEqual({});
  });
});
