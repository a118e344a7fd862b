import { describe, expect, it } from "vitest";
import { deliveries as validators } from "../../../generated/deliveries.js";
import type {
  AlertEvent,
  PackageUploadedEvent,
  TeamServerPushEvent,
} from "../../../generated/models.js";
import { createVirtualClock } from "../../shared/clock.js";
import { seededRandom } from "../random.js";
import { SandboxError } from "../sandbox-error.js";
import { createPayloads } from "./delivery-payloads.js";
import { appId, start } from "./testing/deliveries-fixture.js";

const types = Object.keys(validators) as (keyof typeof validators)[];
const clock = createVirtualClock(start * 1_000);
const payloadsOf = (seed: number) => createPayloads({ random: seededRandom(seed), clock });

/** The payloads that 1,000 seeds give for an event. */
const many = <T>(type: string, payload?: object): T[] =>
  Array.from(
    { length: 1_000 },
    (_, seed) => payloadsOf(seed)(appId, { type, ...(payload && { payload }) }) as T,
  );

const age = (time: string) => start * 1_000 - Date.parse(time);

describe("createPayloads", () => {
  it.each(types)("makes %s valid by the contract, whatever the seed", (type) => {
    for (const payload of many<object>(type)) {
      expect([validators[type](payload), validators[type].errors ?? []]).toEqual([true, []]);
      if ("projectId" in payload) expect(payload.projectId).toBe(appId);
    }
  });

  it.each(["package.uploaded", "teamserver.push", "alert"])(
    "varies %s with the seed, and repeats it for the same one",
    (type) => {
      const all = many(type).map((payload) => JSON.stringify(payload));
      expect(many(type).map((payload) => JSON.stringify(payload))).toEqual(all);
      expect(new Set(all).size).toBe(1_000);
    },
  );

  it("names a package after its version", () => {
    const [given, ...others] = [
      ...many<PackageUploadedEvent>("package.uploaded", { modelVersion: "1.2.3.abc" }).slice(0, 1),
      ...many<PackageUploadedEvent>("package.uploaded"),
    ];
    expect(given?.name).toBe("main-1.2.3.abc.mda");
    for (const { name, modelVersion, uploadTime } of others) {
      expect(name).toBe(`main-${modelVersion}.mda`);
      expect(modelVersion).toMatch(/^\d+\.\d+\.\d+\.[0-9a-f]{8}$/);
      expect(age(uploadTime)).toBe(0);
    }
  });

  it("pushes up to four commits in their order, the newest being the one after", () => {
    const pushes = many<TeamServerPushEvent>("teamserver.push");
    for (const { commits, after, before } of pushes) {
      if (commits.length > 0) expect(after).toBe(commits.at(-1)?.id);
      expect(before).not.toBe(after);
      const ages = commits.map(({ authorDate }) => age(authorDate));
      expect(ages).toEqual([...ages].sort((a, b) => b - a));
      expect(Math.min(...ages)).toBeGreaterThan(0);
    }
    const counts = pushes.map(({ commits }) => commits.length);
    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(counts.filter((count) => count === 0).length).toBeLessThan(300);
  });

  it("gives alerts messages that fit, and an environment the same id always", () => {
    const alerts = many<AlertEvent>("alert");
    const severities = new Set(alerts.map(({ severity }) => severity));
    expect(severities).toEqual(new Set(["Ok", "Warning", "Critical", "Recovery"]));
    const recoveries = [
      ...alerts.filter(({ severity }) => severity === "Recovery"),
      ...many<AlertEvent>("alert", { severity: "Recovery" }),
    ];
    expect(new Set(recoveries.map(({ message }) => message))).toEqual(
      new Set(["The application responds again"]),
    );
    const ids = new Set(alerts.map((event) => event.environment + event.environment_id));
    expect(ids.size).toBe(new Set(alerts.map(({ environment }) => environment)).size);
  });

  it("lets given fields override, and fits others to them", () => {
    const commits = [{ id: "a".repeat(40) }];
    const payload = { branchName: "mine", commits, extra: 1 };
    expect(payloadsOf(1)(appId, { type: "teamserver.push", payload })).toMatchObject({
      ...payload,
      after: "a".repeat(40),
      eventType: "teamserver.push",
    });
  });

  it.each([
    ["an unknown event without a payload", { type: "story.done" }],
    ["an event with the name of an object's property", { type: "toString" }],
    ["a payload that is a text", { type: "alert", payload: "text" }],
    ["a payload that is a list", { type: "alert", payload: [] }],
  ])("refuses %s", (_, event) => {
    expect(() => payloadsOf(1)(appId, event)).toThrow(SandboxError);
  });
});
