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

  it("forgets the oldest delivery when there are too many", async () => {
    const store = memoryClaimStore({ maxEntries: 3, now: () => 0 });
    for (const id of ["a", "b", "c", "d"]) {
      await store.claim(id, "one");
      await store.done(id);
    }
    expect(await store.claim("d", "one")).toBe("done");
    expect(await store.claim("a", "one")).toBe("claimed");
  });

  it.each(["ttl", "claimTtl", "maxEntries"])("refuses '%s' unless it is above 0", (name) => {
    expect(() => memoryClaimStore({ [name]: 0 })).toThrow(`option '${name}'`);
    expect(() => memoryClaimStore({ [name]: Number.NaN })).toThrow(`option '${name}'`);
  });
});
