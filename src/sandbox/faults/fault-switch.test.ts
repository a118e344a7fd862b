import { describe, expect, it } from "vitest";
import { SandboxError } from "../sandbox-error.js";
import { checkSwitch } from "./fault-switch.js";
import type { FaultName } from "./fault-table.js";
import type { FaultSwitch } from "./fault-types.js";

describe("checkSwitch", () => {
  it.each<[FaultName, FaultSwitch]>([
    ["hang", { times: 1, probability: 0, operation: "getWebhook" }],
    ["hang", { probability: 1 }],
    ["delay", { delay: 0 }],
    ["status", { status: 200 }],
    ["status", { status: 599 }],
    ["drop-header", { header: "X-RateLimit-Reset" }],
    ["delivery-fail", { times: 3 }],
    ["skip-validation", { field: "headers[].key", rule: "pattern" }],
    ["skip-validation", { field: "content-type" }],
  ])("allows %s with %j", (name, how) => {
    expect(() => checkSwitch(name, how)).not.toThrow();
  });

  const operation = "createWebhook";
  const aboutLists = "it is about listWebhooks";
  const noFault = (name: string) => `there is no fault '${name}'; GET /_sandbox/faults lists them`;
  const entries = "operation, times, probability, delay, status, header, field, rule";
  const whole = "'times' must be a whole number above 0";
  const share = "'probability' must be a number from 0 to 1";
  const milliseconds = "'delay' must be a number of milliseconds from 0";
  const status = "'status' must be a whole number from 200 to 599";
  const unknownOperation = "'operation' must be an operationId of the contract";

  it.each<[string, Record<string, unknown>, string]>([
    ["status-510", {}, noFault("status-510")],
    ["constructor", {}, noFault("constructor")],
    ["hang", { tmies: 1 }, `a switch has no 'tmies'; it may have ${entries}`],
    ["hang", { operation: "get" }, unknownOperation],
    ["hang", { operation: ["getWebhook"] }, unknownOperation],
    ["empty-page", { operation }, `fault 'empty-page' cannot affect ${operation}: ${aboutLists}`],
    [
      "delivery-fail",
      { operation },
      `fault 'delivery-fail' cannot affect ${operation}: it is about deliveries`,
    ],
    ["hang", { times: 0 }, whole],
    ["hang", { times: 1.5 }, whole],
    ["hang", { times: "1" }, whole],
    ["hang", { times: null }, whole],
    ["hang", { probability: 1.1 }, share],
    ["hang", { probability: -0.1 }, share],
    ["hang", { probability: Number.NaN }, share],
    ["delay", { delay: -1 }, milliseconds],
    ["delay", { delay: Infinity }, milliseconds],
    ["hang", { delay: 1 }, "fault 'hang' takes no 'delay'"],
    ["status", { status: 199 }, status],
    ["status", { status: 600 }, status],
    ["rate-limit", { status: 500 }, "fault 'rate-limit' takes no 'status'"],
    ["drop-header", { header: "a b" }, "'header' must be the name of a header"],
    ["drop-header", { header: 7 }, "'header' must be the name of a header"],
    ["skip-validation", { field: "a b" }, "'field' must be the name of a parameter or a field"],
    ["skip-validation", { rule: "no rule" }, "'rule' must be a keyword of JSON Schema"],
    ["hang", { field: "name" }, "fault 'hang' takes no 'field'"],
  ])("refuses %s with %j", (name, how, message) => {
    const check = () => checkSwitch(name as FaultName, how as FaultSwitch);
    expect(check).toThrow(SandboxError);
    expect(check).toThrow(expect.objectContaining({ message }));
  });
});
