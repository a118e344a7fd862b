import { isDeepStrictEqual, inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "./create-client.js";
import { MendixWebhooksError } from "./errors.js";
import type { MethodName, Row } from "./testing/fault.js";
import { connectionFaults } from "./testing/faults/connection.js";
import { observe } from "./testing/observe.js";

const faults = { ...connectionFaults };
const seenRows: string[] = [];
let unhandled = 0;
const count = () => { unhandled += 1; };
beforeAll(() => { process.on("unhandledRejection", count); });

describe.each(Object.entries(faults))("%s", (name, fault) => {
  const cases = fault.rows.flatMap(([methods, ...rest]) => methods.split(" ").map((m) => [m as MethodName, rest] as const));
  it.each(cases)("%s", async (method, [result, seen, waits, attempts]) => {
    const observed = await observe(fault, method);
    seenRows.push(`${name} | ${method} | ${observed.result} | ${observed.seen} | ${observed.waits} | ${observed.attempts}`);
    expect(observed).toEqual({ result, seen, waits, attempts: result === "value" ? undefined : (attempts ?? seen) });
  });
});
afterAll(() => { console.log(seenRows.join("\n")); });
