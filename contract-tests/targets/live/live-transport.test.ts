import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../../src/sandbox/index.js";
import { contract } from "../../contract.js";
import { LiveTransport } from "./live-transport.js";

const now = Date.UTC(2026, 5, 4);
const url = "https://service.invalid/api";
const list = `${url}/apps/a/webhooks`;
let clock: VirtualClock;
let responses: (Response | "silence")[];
let sent: string[];
beforeEach(() => {
  clock = createVirtualClock(now);
  responses = [];
  sent = [];
});

const create = (isReadOnly = false) =>
  new LiveTransport(contract, {
    ...{ url, token: "canary-pat", app: "a", isReadOnly, maxRequests: 100, clock },
    async fetch(to) {
      sent.push(to);
      const response = responses.shift() ?? new Response("{}");
      return response === "silence" ? new Promise(() => {}) : response;
    },
  });

const limited = (headers: Record<string, string> = {}) =>
  new Response("{}", { status: 429, headers });

/** Moves the clock until a promise is settled. @returns the seconds that passed */
async function untilSettled(promise: Promise<unknown>): Promise<number> {
  let isSettled = false;
  promise
    .catch(() => {})
    .finally(() => {
      isSettled = true;
    });
  for (;;) {
    await setImmediate();
    if (isSettled) return (clock.now() - now) / 1_000;
    clock.advanceToNext();
  }
}

describe("LiveTransport", () => {
  it.each([
    [{ "retry-after": "7" }, 7],
    [{ "retry-after": "soon", "x-ratelimit-reset": "5" }, 5],
    [{}, 10],
  ] as [Record<string, string>, number][])(
    "waits as %j says, and sends again",
    async (headers, seconds) => {
      responses = [limited(headers)];
      const response = create().fetch(list, {});
      expect(await untilSettled(response)).toBe(seconds);
      expect((await response).status).toBe(200);
    },
  );

  it.each([
    ["three times with 429", [limited(), limited(), limited()], 30, "3 times with 429"],
    ["with a wait that is too long", [limited({ "x-ratelimit-reset": "61" })], 0, "in 61 s"],
  ])("stops when it is refused %s", async (_, refusals, seconds, reason) => {
    responses = refusals;
    const response = create().fetch(list, {});
    expect(await untilSettled(response)).toBe(seconds);
    await expect(response).rejects.toThrow(reason);
  });

  it("stops as long as enough requests are left to clean up", async () => {
    const headers = { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "3000" };
    responses = [new Response("{}", { headers })];
    const transport = create();
    expect((await transport.fetch(list, {})).status).toBe(200);
    await expect(transport.fetch(list, {})).rejects.toThrow("rate limit is used up");
    expect((await transport.cleanUpFetch(list, {})).status).toBe(200);
  });

  it("gives up an operation after three time-outs, and the run after nine", async () => {
    const transport = create();
    const timeOut = async (to: string, method: string) => {
      responses = ["silence"];
      const response = transport.fetch(to, { method });
      await untilSettled(response);
      expect(await (await response).text()).toMatch(/^\w+ does not respond within 10 s$/);
    };
    for (const method of ["GET", "POST"]) {
      for (let attempt = 1; attempt <= 3; attempt += 1) await timeOut(list, method);
      const refused = transport.fetch(list, { method });
      await expect(refused).rejects.toThrow(/not asked, because \w+ timed out 3 times/);
    }
    expect(transport.stopped).toBeUndefined();
    for (let id = 1; id <= 3; id += 1) await timeOut(`${list}/${id}`, "GET");
    expect(transport.stopped?.message).toBe("9 requests timed out");
  });

  it("ends the request under way when it is stopped", async () => {
    responses = ["silence"];
    const transport = create();
    const response = transport.fetch(list, {});
    await setImmediate();
    transport.stop("it was interrupted");
    await expect(response).rejects.toThrow("it was interrupted");
  });

  it("ends after 15 minutes", async () => {
    const late = create();
    clock.advance(15 * 60_000 + 1);
    await expect(late.fetch(list, {})).rejects.toThrow("15 minutes");
  });

  it.each([
    ["PUT", `${list}/of-others`],
    ["DELETE", list],
    ["GET", "https://another.invalid/api/apps/a/webhooks"],
    ["GET", `${url}x/apps/a/webhooks`],
    ["POST", list, true],
  ])("does not send %s %s", async (method, to, isReadOnly = false) => {
    const { fetch } = create(isReadOnly);
    await expect(fetch(to, { method })).rejects.toThrow("not asked, because");
    expect(sent).toEqual([]);
  });
});
