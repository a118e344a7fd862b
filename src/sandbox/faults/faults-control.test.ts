import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faultTable } from "./fault-table.js";
import { createScene, type Scene } from "./testing/scene.js";

let scene: Scene;
beforeEach(async () => {
  scene = await createScene();
  await scene.begin();
});
afterEach(() => scene.sandbox.close());

async function control(method: string, path = "", body?: string) {
  const { sandbox } = scene;
  const headers = { "content-type": "application/json" };
  const init = { method, headers, ...(body !== undefined && { body }) };
  const response = await sandbox.fetch(`${sandbox.origin}/_sandbox/faults${path}`, init);
  const text = await response.text();
  return [response.status, text && JSON.parse(text)];
}

const refusal = (message: unknown) => [400, { error: { code: 400, message } }];

describe("/_sandbox/faults", () => {
  it("lists every fault with what it does, and those that are on", async () => {
    const [status, body] = await control("GET");
    expect([status, body.active]).toEqual([200, {}]);
    expect(Object.keys(body.known)).toEqual(Object.keys(faultTable));
    expect(body.known.hang).toBe("Does nothing and never answers");
  });

  it("switches on and off", async () => {
    expect(await control("PUT", "/status", '{ "status": 409, "times": 5 }')).toEqual([204, ""]);
    expect(await control("PUT", "/list-secret", "")).toEqual([204, ""]);
    expect((await scene.get()).status).toBe(409);
    const [, { active }] = await control("GET");
    expect(active).toEqual({ status: { status: 409, times: 4 }, "list-secret": {} });
    expect(await control("DELETE", "/status")).toEqual([204, ""]);
    expect((await scene.get()).status).toBe(200);
    expect(await control("DELETE")).toEqual([204, ""]);
    expect(scene.sandbox.faults.active()).toEqual({});
  });

  it.each([
    ["PUT", "/nothing", "{}", "there is no fault 'nothing'; GET /_sandbox/faults lists them"],
    ["DELETE", "/nothing", undefined, expect.stringContaining("no fault 'nothing'")],
    ["PUT", "/hang", '{ "times": "two" }', "'times' must be a whole number above 0"],
    ["PUT", "/hang", "[1]", expect.stringContaining("The body must be a JSON object")],
    ["PUT", "/hang", "{", "The body must be a JSON object"],
    ["PUT", "/hang", "null", "The body must be a JSON object"],
  ])("refuses %s %s with %s", async (method, path, body, message) => {
    expect(await control(method, path, body)).toEqual(refusal(message));
    expect(scene.sandbox.faults.active()).toEqual({});
  });

  it("is not itself hit by a fault", async () => {
    scene.sandbox.faults.set("status-500");
    scene.sandbox.faults.set("drop-header");
    expect((await control("GET"))[0]).toBe(200);
  });
});
