import { afterEach, describe, expect, it, vi } from "vitest";
import { createVirtualClock } from "../../shared/clock.js";
import { unbroken } from "../breaks.js";
import { hasSucceeded, makeAttempt } from "./attempt.js";
import { Failure } from "./failure.js";
import { start, storedWebhook } from "./testing/scene.js";
import type { Transport } from "./transport.js";

const clock = createVirtualClock(start * 1_000);
const answer = { status: 200, location: undefined, text: "", isCut: false };
const message = { id: "msg_1", body: "{}", now: clock.now(), firstSentAt: undefined };

function attempt(transport: Transport, ending = new AbortController()) {
  const services = { clock, random: () => 0.5, breaks: unbroken, transport, timeout: 30_000 };
  return makeAttempt(message, storedWebhook(), ending, services);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("makeAttempt", () => {
  it("tells when it began and how long it took", async () => {
    const at = new Date(start * 1_000).toISOString();
    const result = await attempt(async () => {
      clock.advance(1_234);
      return answer;
    });
    expect(result).toEqual({ at, duration: 1_234, status: 200 });
  });

  it("gives up after 30 s, and leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const failing = attempt(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(29_999);
    const early = await Promise.race([failing, "under way"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([early, (await failing).error]).toEqual(["under way", "no answer within 30 s"]);
    await attempt(async () => answer);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sends nothing when it was ended before it began", async () => {
    const transport = vi.fn<Transport>();
    const ending = new AbortController();
    const ended = attempt(transport, ending);
    ending.abort(new Failure("closed"));
    expect(await ended).toMatchObject({ error: "closed" });
    expect(transport).not.toHaveBeenCalled();
  });
});

describe("hasSucceeded", () => {
  it.each([
    [200, true],
    [299, true],
    [199, false],
    [300, false],
    [undefined, false],
  ])("judges the status %s: %s", (status, expected) => {
    expect(hasSucceeded({ at: "", duration: 0, ...(status && { status }) })).toBe(expected);
  });
});
