import { describe, expect, it } from "vitest";
import { deliveries as validators } from "../../../generated/deliveries.js";
import type { PackageUploadedEvent, TeamServerPushEvent } from "../../../generated/models.js";
import { createVirtualClock } from "../../shared/clock.js";
import { seededRandom } from "../random.js";
import { createPayloads } from "./delivery-payloads.js";
import { appId, start } from "./testing/deliveries-fixture.js";

const types = Object.keys(validators) as (keyof typeof validators)[];
const clock = createVirtualClock(start * 1_000);

const payloadOf = <T>(seed: number, type: string, payload?: unknown) =>
  createPayloads({ random: seededRandom(seed), clock })(appId, { type, payload }) as T;

/** The payloads that 200 seeds give for an event. */
const many = <T>(type: string): T[] =>
  Array.from({ length: 200 }, (_, seed) => payloadOf<T>(seed, type));

describe("createPayloads", () => {
  it.each(types)("makes %s valid by the contract, the same for the same seed", (type) => {
    const payloads = many<object>(type);
    for (const payload of payloads) {
      expect([validators[type](payload), validators[type].errors ?? []]).toEqual([true, []]);
      if ("projectId" in payload) expect(payload.projectId).toBe(appId);
    }
    const texts = payloads.map((payload) => JSON.stringify(payload));
    expect(many(type).map((payload) => JSON.stringify(payload))).toEqual(texts);
  });

  it.each(["package.uploaded", "teamserver.push", "alert"])("makes each %s different", (type) => {
    expect(new Set(many(type).map((payload) => JSON.stringify(payload))).size).toBe(200);
  });

  it("names a package after its version", () => {
    const modelVersion = "1.2.3.abc";
    const { name } = payloadOf<PackageUploadedEvent>(1, "package.uploaded", { modelVersion });
    expect(name).toBe(`main-${modelVersion}.mda`);
    const { uploadTime } = payloadOf<PackageUploadedEvent>(1, "package.uploaded");
    expect(Date.parse(uploadTime)).toBe(start * 1_000);
  });

  it("pushes up to four commits in their order, the newest being the one after", () => {
    const pushes = many<TeamServerPushEvent>("teamserver.push");
    for (const { commits, after, before } of pushes) {
      if (commits.length > 0) expect(after).toBe(commits.at(-1)?.id);
      expect(before).not.toBe(after);
      const times = commits.map(({ authorDate }) => Date.parse(authorDate));
      expect(times).toEqual([...times].sort());
      expect(Math.max(...times)).toBeLessThan(start * 1_000);
    }
    const counts = pushes.map(({ commits }) => commits.length);
    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it("lets given fields override, and fits others to them", () => {
    const payload = { branchName: "mine", commits: [{ id: "a".repeat(40) }], extra: 1 };
    const pushed = payloadOf(1, "teamserver.push", payload);
    expect(pushed).toMatchObject({ ...payload, after: "a".repeat(40), repositoryType: "git" });
  });
});
