import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ClaimStore,
  createReceiver,
  memoryClaimStore,
  type ReceiverOptions,
} from "./index.js";
import { now, secret, signedDelivery } from "./testing/signed-deliveries.js";

/** A receiver of one delivery, with a store in memory whose method fails at first. */
async function setUp(
  method: "claim" | "done" | "release",
  fail: () => unknown,
  seconds: number,
  options: Partial<ReceiverOptions> = {},
) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const [handle, onError] = [vi.fn(), vi.fn()];
  const store = memoryClaimStore();
  const end = performance.now() + seconds * 1000;
  const claimStore: ClaimStore = {
    ...store,
    async [method](...args: [string, string]) {
      if (performance.now() < end) await fail();
      return store[method](...args);
    },
  };
  const hooks = { onUnknown: handle, onError };
  const receiver = createReceiver({ secrets: secret, now, ...hooks, claimStore, ...options });
  const init = { method: "POST", ...(await signedDelivery("{}")) };
  /** Sends the delivery, and returns the status once so many seconds have passed. */
  async function statusAfter(seconds: number): Promise<number> {
    const sending = receiver(new Request("https://receiver.example", init));
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return (await sending).status;
  }
  return { statusAfter, handle, onError, claimStore };
}

const reject = () => Promise.reject(new Error("Redis is down"));
const hang = () => new Promise<never>(() => {});

describe("a receiver with a claim store that fails", () => {
  it("handles a delivery whose claim was taken, although the reply was lost", async () => {
    // A timeout that is longer than a timer can be.
    const { statusAfter, handle, claimStore } = await setUp("claim", reject, 0, {
      claimTimeout: 1e9,
    });
    const { claim } = claimStore;
    vi.spyOn(claimStore, "claim").mockImplementationOnce((...args) => claim(...args).then(reject));
    expect(await statusAfter(1)).toBe(204);
    expect(handle).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ["rejects", reject, { message: "Redis is down" }],
    ["does not respond", hang, { name: "ReceiverError", code: "claim_timeout" }],
  ])("responds with 500 within 5 s while claim() %s, and recovers", async (_, fail, error) => {
    const { statusAfter, handle, onError, claimStore } = await setUp("claim", fail, 5);
    const release = vi.spyOn(claimStore, "release");
    expect(await statusAfter(5)).toBe(500);
    expect(onError.mock.calls).toMatchObject([[error, { id: "msg_1" }]]);
    // Nothing goes on that would add to the store's load.
    expect(release).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
    expect(await statusAfter(0)).toBe(204);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it("releases a claim that comes too late", async () => {
    const late = () => new Promise((resolve) => setTimeout(resolve, 6000));
    const { statusAfter, claimStore } = await setUp("claim", late, 5);
    expect(await statusAfter(5)).toBe(500);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await claimStore.claim("msg_1", "another")).toBe("claimed");
  });

  it.each([
    [2, 204],
    [20, 500],
  ])("handles nothing twice when done() fails for %i s: %i", async (time, status) => {
    const { statusAfter, handle } = await setUp("done", reject, time);
    expect(await statusAfter(5)).toBe(status);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await statusAfter(0)).toBe(200);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it("lets Node end while it repeats done()", async () => {
    const { statusAfter } = await setUp("done", reject, 20);
    const timers = vi.spyOn(globalThis, "setTimeout");
    expect(await statusAfter(5)).toBe(500);
    expect(vi.getTimerCount()).toBe(1);
    expect(timers.mock.results.at(-1)?.value.hasRef()).toBe(false);
  });

  it.each([
    [2, 204],
    [20, 409],
  ])("repeats release() for 5 s if the handler fails: after %i s, %i", async (time, status) => {
    const { statusAfter, handle } = await setUp("release", reject, time);
    handle.mockRejectedValueOnce(new Error("disk full"));
    expect([await statusAfter(5), await statusAfter(0)]).toEqual([500, status]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
