import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FaultName, type FaultSwitch, type Sandbox, SandboxError } from "../index.js";
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
  it("lets a fault happen as many times as the switch says, also when requests come at once", async () => {
    sandbox.faults.set("status", { times: 3 });
    expect(await statuses(list)).toEqual([500]);
    expect(sandbox.faults.active()).toEqual({ status: { times: 2 } });
    const seen = await Promise.all([list(), list(), list(), list()]);
    expect(seen.filter(({ status }) => status === 500)).toHaveLength(2);
    expect(sandbox.faults.active()).toEqual({});
  });

  it("counts a fault only where it makes a difference", async () => {
    sandbox.faults.set("skip-validation", { times: 1 });
    expect(await statuses(create, () => create({}))).toEqual([200, 200]);
    expect(sandbox.faults.active()).toEqual({});
  });

  it("affects only the operation that the switch names", async () => {
    sandbox.faults.set("status", { operation: "createWebhook" });
    expect(await statuses(list, create, list)).toEqual([200, 500, 200]);
  });

  it("leaves as much to chance as the switch says, the same for a seed", async () => {
    const often = async (probability: number, seed = 1) => {
      sandbox = await start({ seed });
      sandbox.faults.set("status", { probability });
      const seen = await statuses(...Array(200).fill(list));
      return seen.map((status) => status === 500);
    };
    const count = (happened: boolean[]) => happened.filter(Boolean).length;
    expect([count(await often(0)), count(await often(1))]).toEqual([0, 200]);
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

  const noFault = (name: string) => `there is no fault '${name}'; GET /_sandbox/faults lists them`;
  const entries = "operation, times, probability, delay, status, header, field, rule";
  const status = "'status' must be a whole number from 400 to 599";

  it.each<[string, Record<string, unknown>, string]>([
    ["constructor", {}, noFault("constructor")],
    ["hang", { tmies: 1 }, `a switch has no 'tmies'; it may have ${entries}`],
    ["hang", { operation: "get" }, "'operation' must be an operationId of the contract"],
    ["delivery-fail", { operation: "getWebhook" }, "fault 'delivery-fail' takes no 'operation'"],
    ["hang", { times: 0 }, "'times' must be a whole number above 0"],
    ["hang", { probability: 1.1 }, "'probability' must be a number from 0 to 1"],
    ["delay", { delay: -1 }, "'delay' must be a number of milliseconds from 0"],
    ["hang", { delay: 1 }, "fault 'hang' takes no 'delay'"],
    ["status", { status: 399 }, status],
    ["status", { status: 600 }, status],
    ["drop-header", { header: "a b" }, "'header' must be the name of a header"],
    ["skip-validation", { field: "a b" }, "'field' must be the name of a parameter or a field"],
    ["skip-validation", { rule: "no rule" }, "'rule' must be a keyword of JSON Schema"],
  ])("refuses %s with %j, and leaves all as it was", (name, how, message) => {
    sandbox.faults.set("hang", { times: 2 });
    const set = () => sandbox.faults.set(name as FaultName, how as FaultSwitch);
    expect(set).toThrow(SandboxError);
    expect(set).toThrow(expect.objectContaining({ message }));
    expect(sandbox.faults.active()).toEqual({ hang: { times: 2 } });
  });
});
