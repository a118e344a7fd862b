import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  appId,
  type CommandFixture,
  canaries,
  example,
  otherApp,
  push,
  useCommandFixture,
} from "../testing/command-fixture.js";

const fixture = await useCommandFixture();

/** Changes the only webhook of a name, as somebody does in the portal. */
async function change(
  name: string,
  changes: Parameters<CommandFixture["client"]["patchWebhook"]>[2],
) {
  for await (const webhook of fixture.client.listWebhooks(appId)) {
    if (webhook.name === name) await fixture.client.patchWebhook(appId, webhook.id, changes);
  }
}

/** The example without the alignment of comments, which a change of the file does not keep. */
const written = example
  .replace(/( +)(.*:) +(# the name)\n/, "$1$2\n$1  $3\n")
  .replace(/(defaults:) +(#.*)\n/, "$1\n  $2\n")
  .replace(/ +# optional/, " # optional");

describe("export", () => {
  it("writes what exists, with references in place of secrets", async () => {
    await fixture.client.createWebhook(appId, push);
    const same = { ...push, name: "Same", isActive: false, headers: [] };
    await fixture.client.createWebhook(appId, same);
    const second = { ...push, validationSecret: canaries.OTHER_SECRET };
    await fixture.client.createWebhook(otherApp, second);
    const { stdout, stderr, exitCode } = await fixture.command(
      `export ${appId.toUpperCase()} ${appId} ${otherApp}`,
    );
    expect(exitCode).toBe(0);
    expect(
      stdout,
    ).toBe(`# yaml-language-server: $schema=./node_modules/mendix-webhooks/webhooks-file.schema.json
version: 1
apps:
  ${appId}:
    webhooks:
      Push to pipeline:
        url: https://some.domain.com/webhooks
        eventTypes: [teamserver.push]
        validationSecret: env:PUSH_TO_PIPELINE_SECRET
        headers:
          Authorization: env:PUSH_TO_PIPELINE_AUTHORIZATION
      Same:
        url: https://some.domain.com/webhooks
        eventTypes: [teamserver.push]
        isActive: false
        validationSecret: env:PUSH_TO_PIPELINE_SECRET
  ${otherApp}:
    webhooks:
      Push to pipeline:
        url: https://some.domain.com/webhooks
        eventTypes: [teamserver.push]
        validationSecret: env:PUSH_TO_PIPELINE_SECRET_2
        headers:
          Authorization: env:PUSH_TO_PIPELINE_AUTHORIZATION
`);
    expect(stderr).toBe(
      "The file refers to PUSH_TO_PIPELINE_SECRET, PUSH_TO_PIPELINE_AUTHORIZATION, " +
        "PUSH_TO_PIPELINE_SECRET_2: --reveal prints their values to standard error.\n",
    );
  });

  it("prints the secrets with --reveal, so that a plan finds no difference", async () => {
    const value = "Bearer it's";
    await fixture.client.createWebhook(appId, { ...push, headers: [{ key: "X-Key", value }] });
    const { stdout, stderr } = await fixture.reveal(`export ${appId} --reveal`);
    expect(stderr).toBe(
      `PUSH_TO_PIPELINE_SECRET='${canaries.WEBHOOK_SECRET}'\nPUSH_TO_PIPELINE_X_KEY='Bearer it'\\''s'\n`,
    );
    await fixture.write("exported.yaml", stdout);
    const secret = { PUSH_TO_PIPELINE_SECRET: canaries.WEBHOOK_SECRET };
    const env = { ...secret, PUSH_TO_PIPELINE_X_KEY: value };
    const plan = await fixture.command("plan exported.yaml", { env });
    expect(plan).toMatchObject({ stdout: "No changes; 1 unchanged.\n", exitCode: 0 });
  });

  it("updates a file, and keeps its order, comments, and references", async () => {
    await fixture.command("apply webhooks.yaml --yes");
    const unchanged = await fixture.command(`export ${appId} --into webhooks.yaml`);
    expect(unchanged).toMatchObject({ stderr: "", exitCode: 0 });
    expect(await fixture.read("webhooks.yaml")).toBe(example);
    await change("Push to pipeline", {
      eventTypes: ["package.uploaded", "teamserver.push"],
      headers: [
        { key: "authorization", value: "Bearer changed" },
        { key: "X-New", value: canaries.AUTHORIZATION },
      ],
    });
    await change("Package to reports", {
      url: "https://new.domain.com",
      eventTypes: ["alert", "package.uploaded"],
      isActive: false,
    });
    await fixture.client.createWebhook(appId, { ...push, name: "Added" });
    await fixture.command(`export ${appId.toUpperCase()} --into webhooks.yaml`);
    expect(await fixture.read("webhooks.yaml")).toBe(
      written
        .replace("[teamserver.push]", "[teamserver.push, package.uploaded]")
        .replace(
          "env:AUTHORIZATION\n",
          "env:AUTHORIZATION\n          X-New: env:PUSH_TO_PIPELINE_X_NEW\n",
        )
        .replace('"https://other.domain.com/webhooks"', '"https://new.domain.com"')
        .replace("so far\n", "so far\n          - alert\n")
        .concat(
          "        isActive: false\n",
          "      Added:\n",
          "        url: https://some.domain.com/webhooks\n",
          "        eventTypes: [teamserver.push]\n",
          "        validationSecret: env:ADDED_SECRET\n",
          "        headers:\n",
          "          Authorization: env:PUSH_TO_PIPELINE_X_NEW\n",
        ),
    );
    // The value of a reference in the file is for `plan` to compare.
    const env = {
      PUSH_TO_PIPELINE_X_NEW: canaries.AUTHORIZATION,
      ADDED_SECRET: push.validationSecret,
    };
    const { stdout } = await fixture.command("plan webhooks.yaml", { env });
    expect(stdout).toContain("Plan: 0 to create, 1 to update, 0 to delete; 2 unchanged.");
    expect(stdout).toContain("~ headers.Authorization = (secret, changed)");
  });

  it("removes what does not exist any more, with its comments", async () => {
    await fixture.client.createWebhook(appId, { ...push, headers: [] });
    await fixture.command(`export ${appId} --into webhooks.yaml`);
    const text = await fixture.read("webhooks.yaml");
    expect(text).toBe(written.slice(0, written.indexOf("        headers:")));
  });

  it("updates JSON as JSON", async () => {
    const webhooks = { [push.name]: { url: "https://old.domain.com", eventTypes: [] } };
    const file = { version: 1, apps: { [appId]: { label: "Orders", webhooks } } };
    await fixture.write("webhooks.json", JSON.stringify(file));
    await fixture.client.createWebhook(appId, push);
    await fixture.command(`export ${appId} --into webhooks.json`);
    expect(JSON.parse(await fixture.read("webhooks.json"))).toMatchObject({
      apps: { [appId]: { label: "Orders", webhooks: { [push.name]: { url: push.url } } } },
    });
  });

  it.each([
    ["copies what an alias stands for before it changes it", ["A", "B"], "https://changed.b"],
    ["writes out an alias whose anchor is removed", ["B"], "https://a.b"],
  ])("%s", async (_, names, changedUrl) => {
    const shared = "{ url: https://a.b, eventTypes: [], validationSecret: env:WEBHOOK_SECRET }";
    const webhooks = `{ A: &shared ${shared}, B: *shared }`;
    await fixture.write(
      "alias.yaml",
      `version: 1\napps: { ${otherApp}: { webhooks: ${webhooks} } }`,
    );
    for (const name of names) {
      const url = name === "A" ? "https://a.b" : changedUrl;
      const webhook = { ...push, name, url, eventTypes: [], headers: [] };
      await fixture.client.createWebhook(otherApp, webhook);
    }
    await fixture.command(`export ${otherApp} --into alias.yaml`);
    const text = await fixture.read("alias.yaml");
    expect(text.includes(`A: &shared ${shared}`)).toBe(names.includes("A"));
    expect(text).toContain(`B: { url: ${changedUrl}, `);
  });

  it("keeps what an alias stands for if only its anchor changes, whatever the names", async () => {
    const webhooks = `{ A: { url: x, eventTypes: &e [] }, 1: { url: x, eventTypes: *e } }`;
    const file = `version: 1\ndefaults: { validationSecret: env:WEBHOOK_SECRET }\napps: { ${appId}: { webhooks: ${webhooks} } }\n`;
    await fixture.write("order.yaml", file);
    await fixture.command("apply order.yaml --yes");
    await change("A", { eventTypes: ["alert"] });
    const added = { ...push, name: "Webhook", validationSecret: canaries.OTHER_SECRET };
    await fixture.client.createWebhook(appId, { ...added, headers: [] });
    await fixture.command(`export ${appId} --into order.yaml`);
    // The name without a number is in the file already.
    const env = { WEBHOOK_SECRET_2: canaries.OTHER_SECRET };
    const { stdout } = await fixture.command("plan order.yaml", { env });
    expect(stdout).toBe("No changes; 3 unchanged.\n");
  });

  it("keeps the ends of lines, and writes a file that 'plan' takes, whatever the names", async () => {
    const headers = [{ key: "valueOf", value: canaries.AUTHORIZATION }];
    for (const name of ["__proto__", "constructor", "1 push"]) {
      await fixture.client.createWebhook(appId, { ...push, name, headers });
    }
    await fixture.write("windows.yaml", "version: 1\r\napps: {} # none\r\n");
    /** As a service responds that knows more than the contract. */
    const fetch: typeof fixture.sandbox.fetch = async (url, init) => {
      const response = await fixture.sandbox.fetch(url, init);
      if (!/webhooks\/./.test(`${url}`)) return response;
      return Response.json({ ...Object(await response.json()), signingKey: canaries.OTHER_SECRET });
    };
    const { stderr } = await fixture.command(`export ${appId} --into windows.yaml`, { fetch });
    expect(stderr).toContain("__PROTO___SECRET, __PROTO___VALUEOF: ");
    const text = await fixture.read("windows.yaml");
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    const env = {
      __PROTO___SECRET: push.validationSecret,
      __PROTO___VALUEOF: canaries.AUTHORIZATION,
    };
    const { stdout } = await fixture.command("plan windows.yaml", { env });
    expect(stdout).toBe("No changes; 3 unchanged.\n");
  });

  it("names variables that a shell takes, and writes nothing else that it would run", async () => {
    await fixture.client.createWebhook(appId, { ...push, name: "1 push", headers: [] });
    fixture.sandbox.faults.set("status", { status: 404, operation: "listWebhooks", times: 1 });
    const { stderr } = await fixture.reveal(`export ${otherApp} ${appId} --concurrency 1 --reveal`);
    expect(stderr).toMatch(/^_1_PUSH_SECRET='\w+'\n# 0b1c.* is left alone: .*\nmendix-webhooks: /);
  });

  it("leaves a file alone that is edited meanwhile, or is not UTF-8", async () => {
    const { stderr, exitCode } = await fixture.command(`export ${appId} --into webhooks.yaml`, {
      async fetch(url, init) {
        await fixture.write("webhooks.yaml", "# edited\n");
        return fixture.sandbox.fetch(url, init);
      },
    });
    expect(stderr).toMatch(/webhooks.yaml: it has changed meanwhile; export again\n$/);
    expect([exitCode, await fixture.read("webhooks.yaml")]).toEqual([1, "# edited\n"]);
    await writeFile(
      fixture.pathOf("webhooks.yaml"),
      Buffer.from(`# caf\u00e9\n${example}`, "latin1"),
    );
    const refused = await fixture.command(`export ${appId} --into webhooks.yaml`);
    expect(refused.stderr).toMatch(/webhooks.yaml: this is not UTF-8; save it as such\n$/);
  });

  it("reports two webhooks of one name, and exports the other apps", async () => {
    await fixture.client.createWebhook(appId, push);
    await fixture.client.createWebhook(appId, push);
    await fixture.client.createWebhook(otherApp, push);
    const { stdout, stderr, exitCode } = await fixture.command(`export ${appId} ${otherApp}`);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain(appId);
    expect(stdout).toContain(otherApp);
    expect(stderr).toMatch(/is left alone: 2 webhooks are called 'Push to pipeline'/);
  });
});
