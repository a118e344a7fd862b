import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmod, lstat, readdir, readFile, symlink } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  appId,
  canaries,
  otherApp,
  others,
  push,
  useCommandFixture,
} from "../testing/command-fixture.js";

const fixture = await useCommandFixture({}, "plan.json");

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

  it("shows changes in the manner of Terraform, in colours, as Markdown, and as JSON", async () => {
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
    const coloured = await fixture.command("plan webhooks.yaml", { isTerminal: true });
    expect(coloured.stdout).toContain('\u001b[32m  + "Package"\u001b[39m');
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

  it("reports two webhooks of one name with the way out, and leaves their app alone", async () => {
    const first = await fixture.client.createWebhook(appId, push);
    const second = await fixture.client.createWebhook(appId, push);
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

  it("reads no more than a list of webhooks that are not in the file, even of one name", async () => {
    for (const name of ["Old", "Old", push.name]) {
      await fixture.client.createWebhook(appId, { ...push, name });
    }
    fixture.takeRequests();
    const { stdout } = await fixture.command("plan webhooks.yaml");
    expect(stdout).toContain("1 unchanged; 2 not in the file, left alone.");
    expect(fixture.takeRequests()).toEqual({ GET: 2 });
  });

  it("exits with 1 if one app is not authorised and another one fails otherwise", async () => {
    await fixture.edit("apps:", others());
    const { exitCode } = await fixture.command("plan webhooks.yaml", {
      fetch: async (url) => new Response(null, { status: url.includes(otherApp) ? 403 : 404 }),
    });
    expect(exitCode).toBe(1);
  });

  it("goes on where one app cannot be read", async () => {
    fixture.sandbox.faults.set("status", { status: 404, times: 1 });
    await fixture.edit("apps:", others());
    const { stdout, exitCode } = await fixture.command("plan webhooks.yaml --concurrency 1");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`${otherApp} is left alone: Request failed with 404: GET `));
    expect(stdout).toContain("Plan: 2 to create");
  });

  it("ends what is under way when the token is not valid", async () => {
    await fixture.edit("apps:", others());
    let isEnded = false;
    const { exitCode } = await fixture.command("plan webhooks.yaml", {
      async fetch(url, { signal }) {
        if (!url.includes(otherApp)) return new Response(null, { status: 401 });
        // As a wait for the rate limit does.
        await once(signal ?? new EventTarget(), "abort");
        isEnded = true;
        throw signal?.reason;
      },
    });
    expect([exitCode, isEnded]).toEqual([4, true]);
  });

  it.each([401, 403])("exits with 4 if nothing is authorised: %s", async (status) => {
    fixture.sandbox.faults.set("status", { status });
    const { exitCode } = await fixture.command("plan webhooks.yaml");
    expect(exitCode).toBe(4);
  });
});

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
    for (const content of ["{}", canaries.OTHER_SECRET]) {
      await fixture.write("other.json", content);
      expect((await fixture.command("apply --plan-file other.json")).stderr).toMatch(
        /other.json: this is not a plan; 'plan --plan-file .*' writes one/,
      );
    }
  });

  it("is not compared with apps that cannot be read, and the reason is told", async () => {
    const { stderr, exitCode } = await planAndApply(() =>
      fixture.sandbox.faults.set("status", { status: 403 }),
    );
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^Orders \(.*\) is left alone: Request failed with 403/);
    expect(stderr).not.toContain("plan again");
  });

  it("replaces what a link leads to, with its mode, and is written to what is no file", async () => {
    await fixture.write("target.json", "old");
    await chmod(fixture.pathOf("target.json"), 0o600);
    await symlink("target.json", fixture.pathOf("link.json"));
    await fixture.command("plan webhooks.yaml --plan-file link.json");
    expect(JSON.parse(await fixture.read("target.json"))).toMatchObject({ version: 1 });
    expect((await lstat(fixture.pathOf("link.json"))).isSymbolicLink()).toBe(true);
    expect((await lstat(fixture.pathOf("target.json"))).mode & 0o777).toBe(0o600);
    const pipe = fixture.pathOf("pipe.json");
    execFileSync("/bin/sh", ["-c", 'mkfifo "$0"', pipe]);
    const read = readFile(pipe, "utf8");
    await fixture.command("plan webhooks.yaml --plan-file pipe.json");
    expect(JSON.parse(await read)).toMatchObject({ version: 1 });
    expect(await readdir(fixture.pathOf("."))).not.toContainEqual(expect.stringMatching(/new$/));
  });

  it("is not written if an app was left alone", async () => {
    fixture.sandbox.faults.set("status", { status: 404 });
    const { exitCode } = await fixture.command("plan webhooks.yaml --plan-file none.json");
    expect(exitCode).toBe(1);
    await expect(fixture.read("none.json")).rejects.toThrow(/ENOENT/);
  });
});
