import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ClaimStore, createReceiver, memoryClaimStore } from "./index.js";
import { now, secret, signedDelivery } from "./testing/signed-deliveries.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A receiver of a delivery, with a store in memory some of whose methods are replaced. */
async function setUp(replace: (store: ClaimStore) => Partial<ClaimStore>) {
  const [handle, onError] = [vi.fn(), vi.fn()];
  const store = memoryClaimStore();
  const claimStore = { ...store, ...replace(store) };
  const options = { onUnknown: handle, onError, claimStore };
  const receiver = createReceiver({ secrets: secret, now, ...options });
  const { headers, body } = await signedDelivery("{}");
  const send = () =>
    receiver(new Request("https://receiver.example", { method: "POST", headers, body }));
  /** Sends the delivery, and returns the status once so many seconds have passed. */
  async function statusAfter(seconds: number): Promise<number> {
    const sending = send();
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return (await sending).status;
  }
  return { statusAfter, handle, onError, store };
}

const failingUntil = (seconds: number) => {
  const end = performance.now() + seconds * 1000;
  return async () => {
    if (performance.now() < end) throw new Error("Redis is down");
  };
};

describe("a receiver with a claim store that fails", () => {
  it("handles a delivery whose claim was taken, although the reply was lost", async () => {
    let isFirst = true;
    const { statusAfter, handle } = await setUp((store) => ({
      claim: async (...args) => {
        const claim = await store.claim(...args);
        if (!isFirst) return claim;
        isFirst = false;
        throw new Error("the connection was lost");
      },
    }));
    expect(await statusAfter(1)).toBe(204);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("Redis is down")), "Redis is down"],
    ["does not respond", () => new Promise<never>(() => {}), "did not respond within 5 s"],
  ])("responds with 500 within 5 s while claim() %s, and recovers", async (_, fail, message) => {
    let isDown = true;
    const { statusAfter, handle, onError } = await setUp((store) => ({
      claim: (...args) => (isDown ? fail() : store.claim(...args)),
    }));
    expect(await statusAfter(5)).toBe(500);
    expect(String(onError.mock.calls[0]?.[0])).toContain(message);
    isDown = false;
    expect(await statusAfter(0)).toBe(204);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it("releases a claim that comes too late", async () => {
    const { statusAfter } = await setUp((store) => ({
      claim: async (...args) => {
        await new Promise((resolve) => setTimeout(resolve, 6000));
        return store.claim(...args);
      },
    }));
    expect(await statusAfter(5)).toBe(500);
    const [first, second] = [statusAfter(1), statusAfter(5)];
    expect(await Promise.all([first, second])).toEqual([500, 500]);
  });

  it.each([
    [2, 204],
    [20, 500],
  ])(
    "handles nothing twice when done() fails for %i s, responding with %i",
    async (down, status) => {
      const { statusAfter, handle } = await setUp((store) => {
        const connect = failingUntil(down);
        return { done: (id) => connect().then(() => store.done(id)) };
      });
      expect(await statusAfter(5)).toBe(status);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(await statusAfter(0)).toBe(200);
      expect(handle).toHaveBeenCalledTimes(1);
    },
  );

  it("handles the next attempt when the handler and release() fail, once the store is back", async () => {
    const { statusAfter, handle } = await setUp((store) => {
      const connect = failingUntil(20);
      return { release: (...args) => connect().then(() => store.release(...args)) };
    });
    handle.mockRejectedValueOnce(new Error("disk full"));
    expect(await statusAfter(5)).toBe(500);
    expect(await statusAfter(0)).toBe(409);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await statusAfter(0)).toBe(204);
  });
});
