import { expect, it } from "vitest";
import type { ClaimStore } from "../index.js";

export interface StoreUnderTest {
  /** Claims expire after 60 seconds, handled deliveries after a day. */
  store: ClaimStore;
  /** Moves the store's clock forward. */
  advance(seconds: number): Promise<void>;
}

/** What every claim store has to do. */
export function claimStoreSuite(open: () => Promise<StoreUnderTest>): void {
  it("lets one of many simultaneous callers claim a delivery, and again if it repeats that", async () => {
    const { store } = await open();
    const owners = Array.from({ length: 50 }, (_, number) => `owner ${number}`);
    const claims = await Promise.all(owners.map((owner) => store.claim("a", owner)));
    expect(claims.filter((claim) => claim === "busy")).toHaveLength(49);
    expect(await Promise.all(owners.map((owner) => store.claim("a", owner)))).toEqual(claims);
    expect(await store.claim("b", "one")).toBe("claimed");
  });

  it("remembers a handled delivery for longer than a claim, but not forever", async () => {
    const { store, advance } = await open();
    await store.claim("a", "one");
    await store.done("a");
    await advance(61);
    expect(await store.claim("a", "one")).toBe("done");
    await advance(86_340);
    expect(await store.claim("a", "one")).toBe("claimed");
  });

  it("lets the next caller claim a released delivery, but not a handled one", async () => {
    const { store } = await open();
    await store.claim("a", "one");
    await store.release("a", "one");
    expect(await store.claim("a", "two")).toBe("claimed");
    await store.done("a");
    await store.release("a", "two");
    expect(await store.claim("a", "two")).toBe("done");
  });

  it("lets the claim of a process that died expire, and not release the next one's", async () => {
    const { store, advance } = await open();
    await store.claim("a", "one");
    await advance(59);
    expect(await store.claim("a", "two")).toBe("busy");
    await advance(2);
    expect(await store.claim("a", "two")).toBe("claimed");
    await store.release("a", "one");
    expect(await store.claim("a", "three")).toBe("busy");
  });
}
