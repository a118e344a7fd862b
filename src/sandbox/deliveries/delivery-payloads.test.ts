import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveries as validators } from "../../../generated/deliveries.js";
import type {
  AlertEvent,
  PackageUploadedEvent,
  TeamServerPushEvent,
} from "../../../generated/models.js";
import { createVirtualClock } from "../../shared/clock.js";
import { SandboxError } from "../errors.js";
import { seededRandom } from "../random.js";
import { createPayloads } from "./delivery-payloads.js";
import { appId, start } from "./testing/deliveries-fixture.js";

const types = Object.keys(validators) as (keyof typeof validators)[];
const clock = createVirtualClock(start * 1_000);
const payloadsOf = (seed: number) => createPayloads({ random: seededRandom(seed), clock });

/** What each of 1,000 seeds makes of an event. */
const many = <T>(type: string, payload?: object): T[] =>
  Array.from(
    { length: 1_000 },
    (_, seed) => payloadsOf(seed)(appId, { type, ...(payload && { payload }) }) as T,
  );

const age = (time: string) => start * 1_000 - Date.parse(time);

describe("createPayloads", () => {
  it.each(types)("makes %s valid by the contract, whatever the seed", (type) => {
    const property = fc.property(fc.integer(), fc.uuid(), (seed, app) => {
      const payloadOf = payloadsOf(seed);
      for (let i = 0; i < 3; i += 1) {
        const payload = payloadOf(app, { type });
        expect([validators[type](payload), validators[type].errors ?? []]).toEqual([true, []]);
        if (type !== "alert") expect(payload).toMatchObject({ projectId: app, eventType: type });
      }
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it.each(types)("varies %s with the seed, and repeats it for the same one", (type) => {
    const all = many(type).map((payload) => JSON.stringify(payload));
    expect(many(type).map((payload) => JSON.stringify(payload))).toEqual(all);
    expect(new Set(all).size).toBe(1_000);
  });

  it("names a package after its version", () => {
    for (const { name, modelVersion, uploadTime } of many<PackageUploadedEvent>(
      "package.uploaded",
    )) {
      expect(name).toBe(`main-${modelVersion}.mda`);
      expect(modelVersion).toMatch(/^\d+\.\d+\.\d+\.[0-9a-f]{8}$/);
      expect(uploadTime).toMatch(/\.\d{4}Z$/);
      expect(age(uploadTime)).toBe(0);
    }
    const [given] = many<PackageUploadedEvent>("package.uploaded", { modelVersion: "1.2.3.abc" });
    expect(given?.name).toBe("main-1.2.3.abc.mda");
  });

  it("pushes commits in their order, the newest being the one after", () => {
    for (const { commits, after, before } of many<TeamServerPushEvent>("teamserver.push")) {
      if (commits.length > 0) expect(after).toBe(commits.at(-1)?.id);
      expect(before).not.toBe(after);
      const ages = commits.map(({ authorDate }) => age(authorDate));
      expect(ages).toEqual([...ages].sort((a, b) => b - a));
      for (const each of ages) expect(each >= 0 && each < 6_000_000).toBe(true);
    }
  });

  it("pushes without commits at times, and mostly with up to four", () => {
    const counts = many<TeamServerPushEvent>("teamserver.push").map(
      ({ commits }) => commits.length,
    );
    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(counts.filter((count) => count === 0).length).toBeLessThan(300);
  });

  it("chains the pushes to a branch, and packs what was pushed last", () => {
    const payloadOf = payloadsOf(1);
    const push = (branchName: string, app = appId) =>
      payloadOf(app, { type: "teamserver.push", payload: { branchName } }) as TeamServerPushEvent;
    const first = push("main");
    expect(push("other").before).not.toBe(first.after);
    expect(push("main", crypto.randomUUID()).before).not.toBe(first.after);
    const second = push("main");
    expect(second.before).toBe(first.after);
    const uploaded = payloadOf(appId, { type: "package.uploaded" }) as PackageUploadedEvent;
    expect(uploaded.modelVersion.split(".").at(-1)).toBe(second.after.slice(0, 8));
  });

  it("remembers the pushes to 1,000 branches", () => {
    const payloadOf = payloadsOf(1);
    const push = (branchName: string) =>
      payloadOf(appId, { type: "teamserver.push", payload: { branchName } }) as TeamServerPushEvent;
    const first = push("first");
    for (let i = 1; i < 1_000; i += 1) push(`${i}`);
    const second = push("first");
    push("one more");
    expect([second.before === first.after, push("first").before === second.after]).toEqual([
      true,
      false,
    ]);
  });

  it("gives alerts messages that fit, and an environment the same id always", () => {
    const alerts = many<AlertEvent>("alert");
    const severities = new Set(alerts.map(({ severity }) => severity));
    expect(severities).toEqual(new Set(["Ok", "Warning", "Critical", "Recovery"]));
    for (const { severity, message } of alerts) {
      if (severity === "Recovery") expect(message).toBe("The application responds again");
    }
    const ids = new Set(
      alerts.map(({ environment, environment_id }) => environment + environment_id),
    );
    expect(ids.size).toBe(new Set(alerts.map(({ environment }) => environment)).size);
    const [given] = many<AlertEvent>("alert", { severity: "Recovery" });
    expect(given?.message).toBe("The application responds again");
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
    ["fields that are none", { type: "alert", payload: "text" }],
    ["a list of fields", { type: "alert", payload: [] }],
  ])("refuses %s", (_, event) => {
    expect(() => payloadsOf(1)(appId, event)).toThrow(SandboxError);
  });
});
