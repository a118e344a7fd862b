import { expect, it } from "vitest";
import type { ClaimStore } from "../claim-store.js";

/** A store under test, whose time passes when the test says so. */
export interface StoreUnderTest {
  store: ClaimStore;
  /** Lets so many seconds pass. */
  pass(seconds: number): Promise<void>;
}

/** What every claim store has to do; claims expire after 60 s, deliveries done after a day. */
export function claimStoreSuite(open: () => Promise<StoreUnderTest>): void {
  it("gives a delivery to the first who claims it, and keeps it from others meanwhile", async () => {
    const { store } = await open();
    expect(await store.claim("a", "one")).toBe("claimed");
    expect(await store.claim("a", "one")).toBe("busy");
    expect(await store.claim("b", "one")).toBe("claimed");
  });

  it("gives it to exactly one of many who claim it at once", async () => {
    const { store } = await open();
    const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim("a", "one")));
    expect(claims.filter((claim) => claim === "claimed")).toHaveLength(1);
    expect(claims.filter((claim) => claim === "busy")).toHaveLength(49);
  });

  it("remembers what was done", async () => {
    const { store, pass } = await open();
    await store.claim("a", "one");
    await store.done("a");
    await pass(61);
    expect(await store.claim("a", "one")).toBe("done");
  });

  it("gives a released delivery to the next who claims it", async () => {
    const { store } = await open();
    await store.claim("a", "one");
    await store.release("a", "one");
    expect(await store.claim("a", "one")).toBe("claimed");
  });

  it("does not release what is done", async () => {
    const { store } = await open();
    await store.claim("a", "one");
    await store.done("a");
    await store.release("a", "one");
    expect(await store.claim("a", "one")).toBe("done");
  });

  it("lets a claim expire whose process died", async () => {
    const { store, pass } = await open();
    await store.claim("a", "one");
    await pass(59);
    expect(await store.claim("a", "one")).toBe("busy");
    await pass(2);
    expect(await store.claim("a", "one")).toBe("claimed");
  });

  it("does not release a claim that expired and is another's by now", async () => {
    const { store, pass } = await open();
    await store.claim("a", "one");
    await pass(61);
    expect(await store.claim("a", "two")).toBe("claimed");
    await store.release("a", "one");
    expect(await store.claim("a", "three")).toBe("busy");
    await store.release("a", "two");
    expect(await store.claim("a", "three")).toBe("claimed");
  });

  it("remembers what was done by one whose claim had expired", async () => {
    const { store, pass } = await open();
    await store.claim("a", "one");
    await pass(61);
    await store.claim("a", "two");
    await store.done("a");
    await store.release("a", "two");
    expect(await store.claim("a", "three")).toBe("done");
  });

  it("forgets in the end what was done", async () => {
    const { store, pass } = await open();
    await store.claim("a", "one");
    await store.done("a");
    await pass(86_401);
    expect(await store.claim("a", "one")).toBe("claimed");
  });
}
