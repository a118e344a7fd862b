import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupCommit } from "./group-commit.js";

describe("groupCommit", () => {
  it("lets calls during a write share the next one", async () => {
    let value = 0;
    const written: number[] = [];
    const commits: Promise<void>[] = [];
    const { commit } = groupCommit(async () => {
      written.push(value);
      if (written.length > 1) return;
      for (value = 2; value < 20; value += 1) commits.push(commit());
    });

    value = 1;
    await commit();
    await Promise.all(commits);
    expect(commits).toHaveLength(18);
    expect(written).toEqual([1, 20]);
  });

  it("resolves when all that was changed before the call is written, in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 20 }), async (s, count) => {
        let value = 0;
        let written = 0;
        let atOnce = 0;
        const { commit, settled } = groupCommit(async () => {
          atOnce += 1;
          expect(atOnce).toBe(1);
          const snapshot = value;
          await s.schedule(Promise.resolve());
          written = snapshot;
          atOnce -= 1;
        });
        const calls = Array.from({ length: count }, async () => {
          await s.schedule(Promise.resolve());
          value += 1;
          const own = value;
          await commit();
          expect(written).toBeGreaterThanOrEqual(own);
        });
        await s.waitFor(Promise.all(calls));
        await settled();
        expect(written).toBe(count);
      }),
    );
  });

  it("tells a failure to those who waited for that write, and to nobody else", async () => {
    let writes = 0;
    const { commit, settled } = groupCommit(async () => {
      writes += 1;
      if (writes === 1) throw new Error("full");
    });
    const failing = [commit(), commit()];
    expect(await Promise.allSettled(failing)).toMatchObject([
      { status: "rejected" },
      { status: "rejected" },
    ]);
    await expect(commit()).resolves.toBeUndefined();
    await expect(settled()).resolves.toBeUndefined();
    expect(writes).toBe(2);
  });
});
