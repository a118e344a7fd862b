import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultName, FaultSwitch, Sandbox } from "../index.js";
import { appId, ask, clientOf, closeAll, input, json, start } from "../testing/ask.js";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await start();
});
afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;
const list = () => ask(sandbox, path);
const create = (body: unknown = input) => ask(sandbox, path, json("POST", body));

/** The statuses of requests, made one after the other. */
async function statuses(...requests: (() => Promise<{ status: number }>)[]) {
  const seen: number[] = [];
  for (const request of requests) seen.push((await request()).status);
  return seen;
}

describe("set", () => {
  it("lets a fault happen as many times as the switch says", async () => {
    sandbox.faults.set("status", { times: 2 });
    expect(await statuses(list)).toEqual([500]);
    expect(sandbox.faults.active()).toEqual({ status: { times: 1 } });
    expect(await statuses(list, list)).toEqual([500, 200]);
    expect(sandbox.faults.active()).toEqual({});
  });

  it.each<[FaultName, FaultSwitch, number[]]>([
    ["status", { status: 201 }, [400, 201]],
    ["skip-validation", {}, [200, 200]],
  ])("counts %s only where it makes a difference", async (name, how, expected) => {
    sandbox.faults.set(name, { ...how, times: 1 });
    expect(await statuses(() => create({}), create)).toEqual(expected);
    expect(sandbox.faults.active()).toEqual({});
  });

  it("does not count more than the switch says, when requests come at once", async () => {
    sandbox.faults.set("status", { times: 2 });
    const seen = await Promise.all([list(), list(), list(), list()]);
    expect(seen.filter(({ status }) => status === 500)).toHaveLength(2);
  });

  it("affects only the operation that the switch names", async () => {
    sandbox.faults.set("status", { operation: "createWebhook" });
    expect(await statuses(list, create, list)).toEqual([200, 500, 200]);
  });

  it("does not notice when the switch is changed later", async () => {
    const how: FaultSwitch = { status: 409 };
    sandbox.faults.set("status", how);
    Object.assign(how, { status: 410 });
    Object.assign(sandbox.faults.active().status ?? {}, { status: 411 });
    expect(await statuses(list)).toEqual([409]);
  });

  it("leaves as much to chance as the switch says, the same for a seed", async () => {
    const often = async (probability: number, seed = 1) => {
      sandbox = await start({ seed });
      sandbox.faults.set("status", { probability });
      const seen = await statuses(...Array(200).fill(list));
      return seen.map((status) => status === 500);
    };
    const count = (happened: boolean[]) => happened.filter(Boolean).length;
    expect(count(await often(0))).toBe(0);
    expect(count(await often(1))).toBe(200);
    const quarter = await often(0.25);
    expect(count(quarter)).toBeGreaterThan(30);
    expect(count(quarter)).toBeLessThan(70);
    expect(await often(0.25)).toEqual(quarter);
    expect(await often(0.25, 2)).not.toEqual(quarter);
  });

  it("leaves ids as they are, where nothing is left to chance", async () => {
    const other = await start();
    other.faults.set("drop-header");
    const { id } = await clientOf(other).createWebhook(appId, input);
    expect(await clientOf(sandbox).createWebhook(appId, input)).toMatchObject({ id });
  });

  it("lets several happen at once, whatever the order in which they were set", async () => {
    for (const names of [["html-error", "status"] as const, ["status", "html-error"] as const]) {
      for (const name of names) sandbox.faults.set(name);
      const { status, headers } = await sandbox.fetch(sandbox.url + path);
      expect([status, headers.get("content-type")]).toEqual([500, "text/html"]);
      sandbox.faults.clear();
    }
  });

  it("refuses a bad switch, and leaves all as it was", () => {
    const { faults } = sandbox;
    faults.set("hang", { times: 2 });
    expect(() => faults.set("hang", { times: 0 })).toThrow("'times' must be");
    expect(() => faults.set("hnag" as FaultName)).toThrow("there is no fault 'hnag'");
    expect(faults.active()).toEqual({ hang: { times: 2 } });
  });
});

describe("clear", () => {
  it("switches one off, or all of them", () => {
    const { faults } = sandbox;
    faults.set("hang", { operation: "getWebhook" });
    faults.set("delay");
    expect(faults.active()).toEqual({ hang: { operation: "getWebhook" }, delay: {} });
    faults.clear("hang");
    expect(faults.active()).toEqual({ delay: {} });
    faults.clear();
    expect(faults.active()).toEqual({});
  });
});
