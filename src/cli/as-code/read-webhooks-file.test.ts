import { describe, expect, it } from "vitest";
import { appId as app, canaries } from "../testing/command-fixture.js";
import { createRecordedTerminal, runCommand } from "../testing/run-command.js";
import { parseWebhooksFile, resolveWebhooks } from "./read-webhooks-file.js";

const valid = `version: 1
defaults:
  validationSecret: env:SECRET
apps:
  ${app}:
    label: Orders
    webhooks:
      Push to pipeline:
        url: https://some.domain.com/webhooks
        eventTypes: [teamserver.push]
        headers:
          Authorization: env:AUTHORIZATION
`;
const secret = canaries.WEBHOOK_SECRET;
const read = (text: string) => parseWebhooksFile(text, "webhooks.yaml");

describe("parseWebhooksFile", () => {
  it("reads YAML, and JSON with a schema", async () => {
    const { defaults, apps } = await read(valid);
    expect(defaults).toEqual({ validationSecret: "env:SECRET" });
    expect(apps[app]?.webhooks["Push to pipeline"]?.headers).toEqual({
      Authorization: "env:AUTHORIZATION",
    });
    const json = JSON.stringify({ $schema: "./schema.json", version: 1, apps });
    expect((await read(json)).apps).toEqual(apps);
    const named = await read(valid.replace("Push to pipeline", "null"));
    expect(Object.keys(named.apps[app]?.webhooks ?? {})).toEqual(["null"]);
  });

  const known = "is not known here, only url, eventTypes, isActive, validationSecret, headers";
  const twice = `apps:\n  ${app.toUpperCase()}: { webhooks: {} }\n`;
  it.each([
    ["no version", "version: 1\n", "", "1:1: 'version' is missing"],
    ["another version", "version: 1", "version: 2", "1:1: 'version' must be 1"],
    [
      "an unknown part",
      "defaults",
      "x",
      "2:1: 'x' is not known here, only version, defaults, apps",
    ],
    ["an unknown default", "validationSecret", "x", `3:3: 'x' ${known}`],
    ["an app that is no UUID", app, "orders", "5:3: 'orders' must have format uuid"],
    ["an app twice", "apps:\n", twice, "6:3: this app is there twice, in upper and in lower case"],
    ["an unknown part of an app", "label", "x", "6:5: 'x' is not known here, only label, webhooks"],
    [
      "a forbidden name",
      "Push to pipeline",
      "A!",
      "8:7: 'A!' must have pattern ^([a-zA-Z0-9_ ]+)$",
    ],
    ["no map", "\n  validationSecret: env:SECRET", " x", "2:1: 'defaults' must have type object"],
    ["an unknown property", "eventTypes", "evntTypes", `10:9: 'evntTypes' ${known}`],
    ["a reserved header", "Authorization:", "Content-Type:", "12:11: 'Content-Type' is reserved"],
    ["a key twice", "    label", "    label: A\n    label", "7:5: this key is there twice"],
    ["no YAML", "[teamserver.push]", `[${secret}`, "11:9: neither JSON nor YAML (BAD_INDENT)"],
    [
      "an alias to nothing",
      "Orders",
      "*none",
      "1:1: Unresolved alias (the anchor must be set before",
    ],
    [
      "a secret",
      "env:SECRET",
      secret,
      "3:3: 'validationSecret' must be env:NAME or file:PATH, never",
    ],
    [
      "a header",
      "env:A",
      secret,
      "12:11: 'Authorization' must be env:NAME or file:PATH, never the",
    ],
    ["nothing at all", valid, "", "1:1: 'the file' must have type object"],
  ])("refuses %s, with its line and column", async (_, from, to, message) => {
    const text = valid.replace(from, to);
    expect(text).not.toBe(valid);
    const { message: found } = await read(text).then(
      () => expect.fail("it was accepted"),
      (error: Error) => error,
    );
    expect(found).toContain(`webhooks.yaml:${message}`);
    expect(found).not.toContain("\n");
    expect(found).not.toContain(secret);
  });

  it("names both places of a property behind an alias", async () => {
    const text = `version: 1\ndefaults: &a\n  url: 1\napps:\n  ${app}: { webhooks: { A: *a } }\n`;
    const reason = "'url' must have type string";
    const message = `webhooks.yaml:3:3: ${reason}\nwebhooks.yaml:5:55: ${reason}`;
    await expect(read(text)).rejects.toThrow(new RegExp(`^${message}$`));
  });

  it("reports 20 problems in the order of the file, and how many more there are", async () => {
    const reversed = `apps: { ${app}: { webhooks: { A: { url: 1 } } } }\ndefaults: { url: 1 }\nversion: 2`;
    await expect(read(reversed)).rejects.toThrow(/^webhooks.yaml:1:.*\n.*:2:.*\n.*:3:.*$/);
    const properties = Array.from({ length: 25 }, (_, index) => `  other${index}: 1\n`).join("");
    await expect(read(valid.replace("defaults:\n", `defaults:\n${properties}`))).rejects.toThrow(
      /^webhooks.yaml:3:3: 'other0'.*\n.*4:3.*\n.*5:3(.*\n){18}and 5 more$/,
    );
  });
});

describe("resolveWebhooks", () => {
  const env = { SECRET: secret, AUTHORIZATION: "Bearer 1" };
  const resolve = async (text: string, own: Record<string, string> = env) =>
    resolveWebhooks(await read(text), createRecordedTerminal({ env: own }).terminal);

  it("merges the defaults, and reads what references lead to", async () => {
    const name = "Push to pipeline";
    const webhook = {
      ...{ name, url: "https://some.domain.com/webhooks", eventTypes: ["teamserver.push"] },
      ...{ isActive: true, validationSecret: secret },
      headers: [{ key: "Authorization", value: "Bearer 1" }],
    };
    const webhooks = new Map([[name, webhook]]);
    expect(await resolve(valid)).toEqual([{ id: app, label: "Orders", webhooks }]);
  });

  it("reports each reference that leads to nothing once, where it first stands", async () => {
    const header = "        headers: { X-Key: env:AUTHORIZATION }\n";
    const text = `${valid}      Other:\n        url: https://a.b\n        eventTypes: []\n${header}`;
    await expect(resolve(text, {})).rejects.toThrow(
      /^webhooks.yaml:3:3: the environment variable SECRET is not set\nwebhooks.yaml:12:11: the environment variable AUTHORIZATION is not set$/,
    );
  });

  it("reports a webhook that lacks a property, at its name", async () => {
    await expect(resolve(valid.replace(/ +url: .*\n/, ""))).rejects.toThrow(
      /^webhooks.yaml:8:7: 'Push to pipeline' has no 'url', and neither have the defaults$/,
    );
  });

  it("refuses a secret that the API would refuse, once, without showing it", async () => {
    const text = `${valid}      Other: { url: x, eventTypes: [] }\n`;
    await expect(resolve(text, { ...env, SECRET: "too short" })).rejects.toThrow(
      /^webhooks.yaml:3:3: 'validationSecret' must have pattern [^ ]+$/,
    );
  });
});

it("stops before any request if a reference leads to nothing", async () => {
  const fetch = () => Promise.reject(new Error("a request was sent"));
  const file = `${import.meta.dirname}/testing/webhooks.yaml`;
  const result = await runCommand(["plan", file], { fetch, env: { MENDIX_PAT: "token" } });
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("webhooks.yaml:5:3: the environment variable WEBHOOK_SECRET");
});
