import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  appId,
  canaries,
  createAsCodeFixture,
  otherApp,
  others,
  push,
} from "../testing/as-code-fixture.js";

const fixture = await createAsCodeFixture();
beforeEach(() => fixture.reset());
afterAll(() => fixture.close());

describe("plan", () => {
  it("shows what would be created, and exits with 3", async () => {
    const { stdout, stderr, exitCode } = await fixture.command("plan webhooks.yaml");
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 3 });
    expect(stdout).toBe(`Orders (${appId})
  + "Push to pipeline"
      + url                   = "https://some.domain.com/webhooks"
      + eventTypes            = ["teamserver.push"]
      + isActive              = true
      + validationSecret      = (secret, added)
      + headers.Authorization = (secret, added)
  + "Package to reports"
      + url              = "https://other.domain.com/webhooks"
      + eventTypes       = ["package.uploaded"]
      + isActive         = true
      + validationSecret = (secret, added)

Plan: 2 to create, 0 to update, 0 to delete; 0 unchanged.
`);
    expect(fixture.takeRequests()).toEqual({ GET: 1 });
  });

  it("shows changes in the manner of Terraform, as Markdown, and as JSON", async () => {
    await fixture.command("apply webhooks.yaml --yes");
    await fixture.edit("https://some", "https://new");
    await fixture.edit("Package to reports", "Package");
    const env = { AUTHORIZATION: "Bearer 2" };
    const text = await fixture.command("plan webhooks.yaml --prune", { env });
    expect(text.stdout.replaceAll(/mxep_\w+/g, "mxep_1")).toBe(`Orders (${appId})
  ~ "Push to pipeline" (mxep_1)
      ~ url                   = "https://some.domain.com/webhooks" -> "https://new.domain.com/webhooks"
      ~ headers.Authorization = (secret, changed)
  + "Package"
      + url              = "https://other.domain.com/webhooks"
      + eventTypes       = ["package.uploaded"]
      + isActive         = true
      + validationSecret = (secret, added)
  - "Package to reports" (mxep_1)
      - url = "https://other.domain.com/webhooks"

Plan: 1 to create, 1 to update, 1 to delete; 0 unchanged.
`);
    const markdown = await fixture.command("plan webhooks.yaml --output markdown");
    expect(markdown.stdout).toMatch(
      /^### Plan: 1 to create.*\n\n#### Orders \(.*\)\n\n```diff\n! "Push to pipeline" .*\n! {5}url = /,
    );
    const json = await fixture.command("plan webhooks.yaml --output json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      summary: { create: 1, update: 1, delete: 0, unchanged: 0, notInFile: 1 },
      changes: [{ action: "update", label: "Orders" }, { action: "create" }],
    });
  });

  it("has colours on a terminal alone", async () => {
    const onTerminal = await fixture.command("plan webhooks.yaml", { isTerminal: true });
    expect(onTerminal.stdout).toContain('\u001b[32m  + "Push to pipeline"\u001b[39m');
    const inPipe = await fixture.command("plan webhooks.yaml");
    expect(inPipe.stdout).not.toContain("\u001b");
  });

  it("shows nothing that could deceive a terminal or break out of Markdown", async () => {
    await fixture.edit("Orders  ", '"\\e[31mOrders"');
    await fixture.edit("https://some.domain.com/webhooks", "https://a.b/````diff");
    const { stdout } = await fixture.command("plan webhooks.yaml");
    expect(stdout).toMatch(/^\uFFFD\[31mOrders/);
    const markdown = await fixture.command("plan webhooks.yaml --output markdown");
    expect(markdown.stdout).toMatch(/\n`{5}diff\n.*\n`{5}\n$/s);
  });

  it("reads files from the folder of the file", async () => {
    await fixture.write("secret", canaries.WEBHOOK_SECRET);
    await fixture.edit("env:WEBHOOK_SECRET", "file:secret");
    expect(await fixture.command("plan webhooks.yaml")).toMatchObject({ stderr: "", exitCode: 3 });
    await fixture.edit("file:secret", "file:./none");
    const { stderr } = await fixture.command("plan webhooks.yaml");
    expect(stderr).toMatch(/webhooks.yaml:5:3: .*\/none: there is no such file\n$/);
  });

  it("exits with 0 if there is no difference", async () => {
    await fixture.command("apply webhooks.yaml --yes");
    fixture.takeRequests();
    const { stdout, exitCode } = await fixture.command("plan webhooks.yaml");
    expect({ stdout, exitCode }).toEqual({ stdout: "No changes; 2 unchanged.\n", exitCode: 0 });
    expect(fixture.takeRequests()).toEqual({ GET: 3 });
  });

  it("reports two webhooks of one name with the way out, and leaves their app alone", async () => {
    const [first, second] = [
      await fixture.client.createWebhook(appId, push),
      await fixture.client.createWebhook(appId, push),
    ];
    await fixture.edit("apps:", others("A"));
    fixture.takeRequests();
    const { stdout, stderr, exitCode } = await fixture.command("apply webhooks.yaml --yes");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `Orders (${appId}) is left alone: 2 webhooks are called 'Push to pipeline': ` +
        `${first.id}, ${second.id}; delete one ('delete ${appId} ${first.id}'), ` +
        `or rename it ('update ${appId} ${first.id} --name <name>')`,
    );
    expect(stdout).toContain(
      "Plan: 1 to create, 0 to update, 0 to delete; 0 unchanged; 1 app left alone.",
    );
    expect(stderr).toBe("mendix-webhooks: 1 app was left alone, see above\n");
    expect(fixture.takeRequests()).toEqual({ GET: 3, POST: 1 });
    expect(await fixture.stored(otherApp)).toHaveLength(1);
    expect(await fixture.stored()).toEqual([push, push]);
  });

  it("goes on where one app cannot be read", async () => {
    fixture.sandbox.faults.set("status", { status: 404, times: 1 });
    await fixture.edit("apps:", others());
    const { stdout, exitCode } = await fixture.command("plan webhooks.yaml --concurrency 1");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`${otherApp} is left alone: Request failed with 404: GET `));
    expect(stdout).toContain("Plan: 2 to create");
  });

  it.each([401, 403])("exits with 4 if nothing is authorised: %s", async (status) => {
    fixture.sandbox.faults.set("status", { status });
    const { exitCode } = await fixture.command("plan webhooks.yaml");
    expect(exitCode).toBe(4);
  });
});
