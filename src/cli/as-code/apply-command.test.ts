import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../sandbox/index.js";
import {
  appId,
  canaries,
  createCommandFixture,
  example,
  otherApp,
  others,
  push,
  useCommandFixture,
} from "../testing/command-fixture.js";
import { inVirtualTime } from "../testing/virtual-time.js";

const fixture = await useCommandFixture();

describe("apply", () => {
  it("makes what the file says, and does nothing the second time", async () => {
    const { stdout, stderr, exitCode } = await fixture.command("apply webhooks.yaml --yes");
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout).toMatch(/\nApplied: 2 created, 0 updated, 0 deleted\.\n$/);
    expect(fixture.takeRequests()).toMatchObject({ POST: 2 });
    expect(await fixture.stored()).toEqual([
      push,
      {
        name: "Package to reports",
        url: "https://other.domain.com/webhooks",
        eventTypes: ["package.uploaded"],
        isActive: true,
        validationSecret: canaries.OTHER_SECRET,
      },
    ]);
    const again = await fixture.command("apply webhooks.yaml --yes --verbose");
    expect(again.stderr).toMatch(/^attempt .*"result":200/);
    expect(again).toMatchObject({ stdout: "No changes; 2 unchanged.\n", exitCode: 0 });
    expect(fixture.takeRequests()).toEqual({ GET: 3 });
  });

  it("updates, creates and then deletes, with one mutating request for each change", async () => {
    await fixture.command("apply webhooks.yaml --yes");
    await fixture.edit("https://some", "https://new");
    await fixture.edit("Package to reports", "Package");
    fixture.takeRequests();
    const { exitCode } = await fixture.command("apply webhooks.yaml --yes --prune");
    expect(exitCode).toBe(0);
    expect(fixture.takeRequests()).toMatchObject({ POST: 1, PUT: 1, DELETE: 1 });
    expect(await fixture.stored()).toMatchObject([
      { ...push, url: "https://new.domain.com/webhooks" },
      { name: "Package" },
    ]);
  });

  it("asks on a terminal, and needs --yes without one", async () => {
    const { stderr, exitCode } = await fixture.command("apply webhooks.yaml");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/there is no terminal to ask on: give --yes/);
    expect(fixture.takeRequests()).toEqual({});
    const no = await fixture.command("apply webhooks.yaml", { isTerminal: true, input: "n\n" });
    expect(no).toMatchObject({ exitCode: 0 });
    expect(no.stderr).toContain("Nothing was changed.");
    expect(await fixture.stored()).toEqual([]);
    const json = "apply webhooks.yaml --output json";
    const yes = await fixture.command(json, { isTerminal: true, input: "y\n" });
    expect(yes.exitCode).toBe(0);
    expect(JSON.parse(yes.stdout)).toMatchObject({ outcomes: [{}, {}], problems: [] });
    expect(yes.stderr).toContain("Plan: 2 to create");
    expect(await fixture.stored()).toHaveLength(2);
  });

  it("goes on after a failure, and says what is done, what is not and what is unknown", async () => {
    await fixture.edit("apps:", others("A", "B", "C"));
    let isLost = false;
    const clock = createVirtualClock();
    const result = await inVirtualTime(
      clock,
      async (url, init) => {
        if (init.method === "POST" && /"A"/.test(`${init.body}`)) {
          return new Response(null, { status: 404 });
        }
        isLost ||= init.method === "POST" && /"B"/.test(`${init.body}`);
        if (isLost && url.includes(otherApp))
          throw Object.assign(new Error("reset"), { code: "R" });
        return fixture.sandbox.fetch(url, init);
      },
      (fetch) => fixture.command("apply webhooks.yaml --yes --concurrency 1", { fetch, clock }),
    );
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/not done: create 'A' of 0b1c.*404/);
    expect(result.stdout).toMatch(/not done: create 'C' of 0b1c.*reset/);
    expect(result.stdout).toMatch(/unknown: create 'B' of 0b1c.*reset/);
    expect(result.stdout).toContain(
      "Applied: 2 created, 0 updated, 0 deleted; 2 not done; 1 unknown.",
    );
    expect(result.stderr).toBe(
      "mendix-webhooks: 3 of 5 changes are not done or unknown: apply again, it does what is left\n",
    );
    fixture.sandbox.faults.set("status", { status: 404, operation: "listWebhooks", times: 1 });
    const json = "apply webhooks.yaml --yes --output json --concurrency 1";
    const left = await fixture.command(json);
    expect([left.exitCode, JSON.parse(left.stdout)]).toMatchObject([
      1,
      { outcomes: [], problems: [{ appId: otherApp, code: "not_found" }] },
    ]);
    const again = await fixture.command(json);
    expect([again.exitCode, JSON.parse(again.stdout).outcomes.length]).toEqual([0, 3]);
  });

  it("deletes nothing in an app in which another change has failed", async () => {
    await fixture.client.createWebhook(appId, { ...push, name: "Old" });
    fixture.sandbox.faults.set("status", { status: 400, operation: "createWebhook" });
    const { stdout, exitCode } = await fixture.command(
      "apply webhooks.yaml --yes --prune --verbose",
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /not done: delete 'Old' .*nothing is deleted in an app in which another/,
    );
    expect(await fixture.stored()).toMatchObject([{ name: "Old" }]);
  });

  it.each([
    [401, "the access token is not valid"],
    [403, "the token is not sufficient for this app"],
  ])("exits with 4 if no change is authorised, after one request: %s", async (status, reason) => {
    fixture.sandbox.faults.set("status", { status, operation: "createWebhook" });
    const { stdout, exitCode } = await fixture.command("apply webhooks.yaml --yes --concurrency 1");
    expect(exitCode).toBe(4);
    expect(stdout).toContain(reason);
    expect(fixture.takeRequests()).toMatchObject({ POST: 1 });
  });

  it("says at Ctrl-C what is not done and what is unknown, and can be repeated", async () => {
    await fixture.edit("apps:", others("A", "B", "C"));
    const interrupt = new AbortController();
    const { stdout, stderr, exitCode } = await fixture.command(
      "apply webhooks.yaml --yes --concurrency 1",
      {
        signal: interrupt.signal,
        async fetch(url, init) {
          const response = await fixture.sandbox.fetch(url, init);
          if (init.method === "POST" && /"B"/.test(`${init.body}`)) interrupt.abort();
          return response;
        },
      },
    );
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/unknown: create 'B' .*: interrupted during the request\n/);
    expect(stdout).toMatch(/not done: create 'C' .*: interrupted\n/);
    expect(stdout).toContain("Applied: 1 created, 0 updated, 0 deleted; 3 not done; 1 unknown.");
    expect(stderr).toMatch(/interrupted; 4 of 5 changes are not done or unknown; apply again/);
    expect(await fixture.command("apply webhooks.yaml --yes")).toMatchObject({ exitCode: 0 });
    const names = (await fixture.stored(otherApp)).map(({ name }) => name);
    expect(names).toEqual(["A", "B", "C"]);
  });

  it("takes a webhook as deleted that somebody else has deleted", async () => {
    await fixture.client.createWebhook(appId, { ...push, name: "Old" });
    const { exitCode } = await fixture.command("apply webhooks.yaml --yes --prune", {
      async fetch(url, init) {
        if (init.method === "DELETE") await fixture.sandbox.fetch(url, init);
        return fixture.sandbox.fetch(url, init);
      },
    });
    expect(exitCode).toBe(0);
  });

  it("sends nothing while the service has no requests left", async () => {
    const clock = createVirtualClock();
    const sentAt: number[] = [];
    const limit = { "x-ratelimit-limit": "9", "x-ratelimit-remaining": "0" };
    const headers = { ...limit, "x-ratelimit-reset": "600" };
    await inVirtualTime(
      clock,
      async (url, init) => {
        sentAt.push(clock.now());
        const { status, body } = await fixture.sandbox.fetch(url, init);
        return new Response(body, { status, headers });
      },
      (fetch) => fixture.command("apply webhooks.yaml --yes --concurrency 1", { fetch, clock }),
    );
    const waits = sentAt.slice(1).map((time, index) => time - (sentAt[index] ?? 0));
    // A list for the plan, and a list and a create for each of the two webhooks.
    expect(waits).toEqual([600_000, 600_000, 600_000, 600_000]);
  });

  it("waits for the rate limit, and says so", async () => {
    const clock = createVirtualClock();
    const limited = await createCommandFixture({ clock, rateLimit: 4 });
    await limited.write("webhooks.yaml", example.replace("apps:", others("A", "B", "C")));
    const { stderr, exitCode } = await inVirtualTime(clock, limited.sandbox.fetch, (fetch) =>
      limited.command("apply webhooks.yaml --yes", { fetch, clock }),
    );
    await limited.close();
    expect(exitCode).toBe(0);
    const lines = stderr.match(
      /^The service asks to wait until \d\d:\d\d:\d\d UTC, for its rate limit\.$/gm,
    );
    // 2 lists for the plan, and a list and a create for each of 5 webhooks, in 3 hours.
    expect(lines).toHaveLength(2);
  });
});
