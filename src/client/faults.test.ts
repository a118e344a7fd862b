import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RateLimitError } from "./errors.js";
import { chunk, errorAnswer, toMessage } from "./testing/answers.js";
import { collectGarbage } from "./testing/collect-garbage.js";
import type { Mode, Step } from "./testing/exchange.js";
import { allMethods, type MethodName, type Row } from "./testing/fault.js";
import { start } from "./testing/fault-clock.js";
import { lostCreates } from "./testing/faults/lost-create.js";
import { faults } from "./testing/faults.js";
import { type Observation, observe, observeCall } from "./testing/observe.js";
import { appId, deadline, input, type Scene, withFaultServer } from "./testing/scene.js";
import { flood, goodAnswer, onCreate, reset, send, stall, stallAfter } from "./testing/steps.js";

// Milliseconds; far from what a test takes, for a busy machine is not a fault of the client.
vi.setConfig({ testTimeout: 60_000 });

/** One line of the table: the methods that share an observation. */
const lines: { fault: string; methods: string; observation: Observation }[] = [];

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeAll(() => {
  process.on("unhandledRejection", note);
});

afterAll(() => {
  process.off("unhandledRejection", note);
});

describe.each(Object.entries(faults))("createClient against: %s", (fault, mode) => {
  it.each(mode.rows.flatMap(perMethod))("%s", async (method, expected) => {
    const observation = await observe(mode, method);
    enter(fault, method, observation);
    expect(observation).toEqual(expected);
  });
});

describe("createWebhook with reconcile", () => {
  it.each(Object.entries(lostCreates))("ends in one webhook at most: %s", async (_name, toMode) => {
    const { requests, result, created, ...mode } = toMode();
    const observed = await withFaultServer(mode, async (scene) => {
      const { result, offences } = await observeCall(scene, mode, "reconciledCreate");
      const { webhooks } = scene.server.service;
      return {
        ...{ result, offences },
        requests: scene.server.requests.map(({ method }) => method).join(" "),
        created: webhooks.filter(({ name }) => name === input.name).length,
      };
    });
    expect(observed).toEqual({ requests, result, created, offences: [] });
  });

  it("does not take a webhook for its own that was there before", async () => {
    const mode = { steps: [onCreate(reset())] };
    await withFaultServer(mode, async ({ client, server }) => {
      server.service.webhooks.push({ id: "msg_0", ...input });
      const { id } = await client.createWebhook(appId, input, { reconcile: true });
      expect(id).toBe("msg_2");
    });
  });
});

describe("createClient against a faulty service", () => {
  const get = ({ client }: Scene) => client.getWebhook(appId, "msg_1");
  const silent: Mode = { steps: [stall] };

  it.each([
    ["2400", { limit: 1000, remaining: 0, resetAt: new Date(start + 2_400_000) }],
    [`${start / 1000 + 3600}`, { limit: 1000, remaining: 0, resetAt: new Date(start + 3_600_000) }],
    ["later", { limit: 1000, remaining: 0, resetAt: undefined }],
  ])("tells limit, remaining and reset of a 429: %s", async (reset, expected) => {
    const headers = {
      "x-ratelimit-limit": "1000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": reset,
    };
    const mode = { steps: [send(errorAnswer(429, headers))] };
    const { limit, remaining, resetAt } = await withFaultServer(mode, failureOf(get));
    expect({ limit, remaining, resetAt }).toEqual(expected);
  });

  it.each([502, 429, 200])(
    "keeps the first 500 characters of a strange body: %s",
    async (status) => {
      const body = `<p>${"word ".repeat(200)}</p>`;
      const mode = { steps: [send({ status, body })] };
      const error = await withFaultServer(mode, failureOf(get));
      expect(error.body).toBe(body.slice(0, 500));
    },
  );

  it("gives up at once on a wait beyond the deadline", async () => {
    const mode = { steps: [send(errorAnswer(429, { "retry-after": "30" }))] };
    const error = await withFaultServer(mode, failureOf(get), { deadline: 20_000 });
    expect(error).toMatchObject({ code: "rate_limit", attempts: 1 });
  });

  it("ends at the deadline, in the middle of an attempt", async () => {
    await withFaultServer(
      silent,
      async (scene) => {
        expect(await failureOf(get)(scene)).toMatchObject({ code: "timeout", attempts: 2 });
        expect(scene.clock.now()).toBe(start + deadline);
      },
      { deadline },
    );
  });

  it.each([
    ["it is silent", stall],
    ["the body does not end", stallAfter("HTTP/1.1 200 OK\r\n\r\n{")],
  ])("hangs up when the time of an attempt is over: %s", async (_name, step) => {
    // What the client forgets to hold is gone by then, as it would be after a real timeout.
    const afterCollection: Step = (exchange) =>
      step({ ...exchange, elapse: () => collectGarbage().then(exchange.elapse) });
    await withFaultServer({ steps: [afterCollection] }, async (scene) => {
      await failureOf(get)(scene);
      await scene.server.whenHungUp();
      expect(scene.server.requests).toHaveLength(3);
    });
  });

  it("reads a body of 16 MiB", async () => {
    const mode = { steps: [send({ status: 200, body: "a".repeat(2 ** 24) })] };
    const error = await withFaultServer(mode, failureOf(get));
    expect(error).toMatchObject({ code: "invalid_response", attempts: 1 });
  });

  it("hangs up on a body without end", async () => {
    const headers = { "content-length": undefined, "transfer-encoding": "chunked" };
    const mode = {
      steps: [flood(toMessage({ status: 200, headers }), chunk("a".repeat(2 ** 20)))],
    };
    await withFaultServer(mode, async (scene) => {
      expect(await failureOf(get)(scene)).toMatchObject({ code: "network", attempts: 3 });
      await scene.server.whenHungUp();
    });
  });

  it("stops at the caller's signal", async () => {
    const stop = new AbortController();
    await withFaultServer({ steps: [() => stop.abort()] }, async (scene) => {
      const getUntilStopped = ({ client }: Scene) =>
        client.getWebhook(appId, "msg_1", { signal: stop.signal });
      const error = await failureOf(getUntilStopped)(scene);
      expect(error).toMatchObject({ name: "NetworkError", code: "aborted", attempts: 1 });
      await scene.server.whenHungUp();
    });
  });

  it("spreads its retries between nothing and a cap that doubles up to 8 s", async () => {
    const caps = [500, 1000, 2000, 4000, 8000, 8000, 8000];
    const parts = [0, 0.999, 0.5, 0.25, 0.999, 0, 0.125];
    const left = [...parts];
    const options = { maxRetries: caps.length, random: () => left.shift() ?? 1 };
    const play = async (scene: Scene) => {
      await failureOf(get)(scene);
      expect(scene.server.requests).toHaveLength(caps.length + 1);
      return scene.clock.now();
    };
    const mode = { steps: [send(errorAnswer(503))] };
    const total = caps.reduce((sum, cap, index) => sum + cap * (parts[index] ?? 1), 0);
    expect(await withFaultServer(mode, play, options)).toBe(start + total);
  });

  it("sends nothing while the limit is used up, if it is told to wait", async () => {
    const headers = {
      "x-ratelimit-limit": "1000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "30",
    };
    const withLimit = send((exchange) => ({ ...goodAnswer(exchange), headers }));
    const play = async (scene: Scene) => {
      await get(scene);
      await get(scene);
      return scene.clock.waits;
    };
    const waits = await withFaultServer({ steps: [withLimit] }, play, { waitForRateLimit: true });
    expect(waits).toEqual([30_000]);
  });
});

describe("the table of faults", () => {
  it("has a row for each method under each fault", () => {
    const covered = Object.values(faults).map(({ rows }) => {
      const methods = rows.flatMap(([methods]) => methods.split(" "));
      return methods.sort().join(" ");
    });
    expect([...new Set(covered)]).toEqual([allMethods.split(" ").sort().join(" ")]);
  });

  it("leaves no rejection unhandled", async () => {
    await nextTurn();
    await nextTurn();
    expect(unhandled).toEqual([]);
  });

  it("is printed", () => {
    console.log(lines.map(toText).join("\n"));
    expect(Object.keys(faults).length).toBeGreaterThanOrEqual(40);
  });
});

/** Plays what has to fail, and gives the error. */
const failureOf =
  (call: (scene: Scene) => PromiseLike<unknown>) =>
  (scene: Scene): Promise<RateLimitError> =>
    call(scene).then(
      () => expect.fail("it succeeds"),
      (error) => error,
    ) as Promise<RateLimitError>;

function perMethod([methods, result, seen, waits, attempts = seen]: Row) {
  const isError = !result.startsWith("value");
  const expected: Observation = {
    ...{ result, seen, waits, offences: [] },
    attempts: isError ? attempts : undefined,
  };
  return methods.split(" ").map((method) => [method as MethodName, expected] as const);
}

function enter(fault: string, method: string, observation: Observation) {
  const last = lines.at(-1);
  const isSame =
    last?.fault === fault && JSON.stringify(last.observation) === JSON.stringify(observation);
  if (isSame) last.methods += ` ${method}`;
  else lines.push({ fault, methods: method, observation });
}

function toText({ fault, methods, observation }: (typeof lines)[number]): string {
  const { result, seen, attempts = "–", waits } = observation;
  const cells = [fault.padEnd(50), methods.padEnd(30), result.padEnd(52), seen, attempts];
  return [...cells, waits.join(" ")].join(" | ");
}
