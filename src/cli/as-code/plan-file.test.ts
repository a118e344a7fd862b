import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { appId, canaries, createAsCodeFixture, push } from "../testing/as-code-fixture.js";

const fixture = await createAsCodeFixture();
beforeEach(() => fixture.reset());
afterAll(() => fixture.close("plan.json"));

describe("a plan file", () => {
  const planAndApply = async (between: () => unknown, env = {}) => {
    await fixture.command("plan webhooks.yaml --prune --plan-file plan.json");
    await between();
    fixture.takeRequests();
    return fixture.command("apply --plan-file plan.json", { env });
  };

  it("is applied if everything is as it was, without asking", async () => {
    await fixture.client.createWebhook(appId, { ...push, name: "Old" });
    const { stdout, exitCode } = await planAndApply(() => {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Applied: 2 created, 0 updated, 1 deleted.");
    expect(await fixture.stored()).toMatchObject([
      { name: push.name },
      { name: "Package to reports" },
    ]);
  });

  it.each<[string, () => unknown]>([
    ["a webhook was created", () => fixture.client.createWebhook(appId, push)],
    ["one that would be deleted was", async () => fixture.client.deleteWebhook(appId, old)],
    ["one was changed", async () => fixture.client.patchWebhook(appId, old, { name: "Renamed" })],
    ["the file has changed", () => fixture.edit("https://some", "https://new")],
  ])("is refused if %s", async (_, change) => {
    old = (await fixture.client.createWebhook(appId, { ...push, name: "Old" })).id;
    const { stderr, exitCode } = await planAndApply(change);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^mendix-webhooks: the plan does not hold any more: '.*' of Orders is not as it was then; plan again\n$/,
    );
    expect(Object.keys(fixture.takeRequests())).toEqual(["GET"]);
  });
  let old = "";

  it("is refused if a secret has changed that was the same", async () => {
    await fixture.command("apply webhooks.yaml --yes");
    const { stderr, exitCode } = await planAndApply(() => {}, { AUTHORIZATION: "Bearer other" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("'Push to pipeline' of Orders is not as it was then");
  });

  it("is refused for another API, and if it is none", async () => {
    const elsewhere = { MENDIX_WEBHOOKS_URL: "http://127.0.0.1/api/v1" };
    const { stderr, exitCode } = await planAndApply(() => {}, elsewhere);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("it was made for http://localhost/api/v1, another API; plan again");
    await fixture.write("other.json", "{}");
    expect((await fixture.command("apply --plan-file other.json")).stderr).toMatch(
      /other.json: this is not a plan; 'plan --plan-file .*' writes one/,
    );
    await fixture.write("other.json", canaries.OTHER_SECRET);
    expect((await fixture.command("apply --plan-file other.json")).stderr).toMatch(
      /other.json: this is not a plan/,
    );
  });

  it("is not written if an app was left alone", async () => {
    fixture.sandbox.faults.set("status", { status: 404 });
    const { exitCode } = await fixture.command("plan webhooks.yaml --plan-file none.json");
    expect(exitCode).toBe(1);
    await expect(fixture.read("none.json")).rejects.toThrow(/ENOENT/);
  });
});
