import { describe, expect, it } from "vitest";
import { memoryClaimStore } from "./claim-store.js";
import { claimStoreSuite } from "./testing/claim-store-suite.js";

describe("memoryClaimStore", () => {
  claimStoreSuite(async () => {
    let time = 0;
    const store = memoryClaimStore({ ttl: 86_400, claimTtl: 60, now: () => time });
    const pass = async (seconds: number) => {
      time += seconds * 1000;
    };
    return { store, pass };
  });

  it("remembers no more than it may: the oldest is forgotten", async () => {
    const store = memoryClaimStore({ maxEntries: 3, now: () => 0 });
    for (const id of ["a", "b", "c", "d"]) {
      await store.claim(id, "one");
      await store.done(id);
    }
    expect(await store.claim("d", "one")).toBe("done");
    expect(await store.claim("a", "one")).toBe("claimed");
  });

  it.each(["ttl", "claimTtl", "maxEntries"])(
    "refuses an option '%s' that is not above 0",
    (name) => {
      expect(() => memoryClaimStore({ [name]: 0 })).toThrow(`option '${name}'`);
      expect(() => memoryClaimStore({ [name]: Number.NaN })).toThrow(`option '${name}'`);
    },
  );
});
