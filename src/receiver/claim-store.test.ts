import { describe, expect, it } from "vitest";
import { memoryClaimStore } from "./index.js";
import { claimStoreSuite } from "./testing/claim-store-suite.js";

describe("memoryClaimStore", () => {
  claimStoreSuite(async () => {
    let time = 0;
    const store = memoryClaimStore({ ttl: 86_400, claimTtl: 60, now: () => time });
    const advance = async (seconds: number) => {
      time += seconds * 1000;
    };
    return { store, advance };
  });

  it("forgets the oldest delivery when there are too many, but none that is being handled", async () => {
    const store = memoryClaimStore({ maxEntries: 3, now: () => 0 });
    for (const id of ["slow", "a", "b", "c", "d"]) {
      await store.claim(id, "one");
      if (id !== "slow") await store.done(id);
    }
    for (const id of ["b", "c", "d"]) expect(await store.claim(id, "two")).toBe("done");
    expect(await store.claim("a", "two")).toBe("claimed");
    expect(await store.claim("slow", "two")).toBe("busy");
  });

  it.each(["ttl", "claimTtl", "maxEntries"])("refuses an unusable option '%s'", (name) => {
    const unusable = name === "maxEntries" ? 1.5 : 1e13;
    for (const value of [0, Number.NaN, Number.POSITIVE_INFINITY, 1e300, unusable]) {
      expect(() => memoryClaimStore({ [name]: value })).toThrow(`option '${name}'`);
    }
  });
});
