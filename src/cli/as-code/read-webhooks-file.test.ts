import { describe, expect, it } from "vitest";
import { CommandError } from "../terminal.js";
import { createRecordedTerminal, runCommand } from "../testing/run-command.js";
import { parseWebhooksFile, resolveWebhooks } from "./read-webhooks-file.js";

const valid = `version: 1
defaults:
  validationSecret: env:SECRET
apps:
  80a28d6e-c5fc-43d9-87c2-d7d56b07542e:
    label: Orders
    webhooks:
      Push to pipeline:
        url: https://some.domain.com/webhooks
        eventTypes: [teamserver.push]
        headers:
          Authorization: env:AUTHORIZATION
`;
const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

const read = (text: string) => parseWebhooksFile(text, "webhooks.yaml");

async function messageOf(text: string): Promise<string> {
  try {
    await read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return Object(error).message;
  }
  throw new Error("it was accepted");
}

describe("parseWebhooksFile", () => {
  it("reads YAML, and JSON with a schema", async () => {
    const { defaults, apps } = await read(valid);
    expect(defaults).toEqual({ validationSecret: "env:SECRET" });
    expect(apps[app]?.webhooks["Push to pipeline"]?.headers).toEqual({
      Authorization: "env:AUTHORIZATION",
    });
    const json = JSON.stringify({ $schema: "./schema.json", version: 1, apps });
    expect((await read(json)).apps).toEqual(apps);
  });

  it.each([
    [
      "an unknown property",
      "eventTypes",
      "evntTypes",
      "10:9: 'evntTypes' is not known here, only url, eventTypes, isActive, validationSecret, headers",
    ],
    [
      "one that is nothing like any",
      "eventTypes",
      "x",
      "10:9: 'x' is not known here, only url, eventTypes, isActive, validationSecret, headers",
    ],
    [
      "an unknown property of an app",
      "label",
      "labels",
      "6:5: 'labels' is not known here, only label, webhooks",
    ],
    [
      "an unknown property of the file",
      "defaults",
      "default",
      "2:1: 'default' is not known here, only version, defaults, apps",
    ],
    [
      "an unknown property of the defaults",
      "validationSecret",
      "secret",
      "3:3: 'secret' is not known here, only url, eventTypes, isActive, validationSecret, headers",
    ],
    ["no version", "version: 1\n", "", "1:1: 'version' is missing"],
    ["another version", "version: 1", "version: 2", "1:1: 'version' must be 1"],
    [
      "no map",
      "    webhooks:\n      Push to pipeline:\n",
      "    webhooks:\n",
      "8:9: 'url' must have type object",
    ],
    [
      "a secret",
      "env:SECRET",
      secret,
      "3:3: 'validationSecret' must be env:NAME or file:PATH, never the secret itself",
    ],
    [
      "the value of a header",
      "env:AUTHORIZATION",
      `"Bearer ${secret}"`,
      "12:11: 'Authorization' must be env:NAME or file:PATH, never the secret itself",
    ],
    ["a reserved header", "Authorization:", "Content-Type:", "12:11: 'Content-Type' is reserved"],
    [
      "a name that the API refuses",
      "Push to pipeline",
      "Push!",
      "8:7: 'Push!' must have pattern ^([a-zA-Z0-9_ ]+)$",
    ],
    ["an app that is no UUID", app, "orders", "5:3: 'orders' must have format uuid"],
    [
      "an app twice",
      "apps:\n",
      `apps:\n  ${app.toUpperCase()}: { webhooks: {} }\n`,
      `6:3: this app is there twice, in upper and in lower case`,
    ],
    [
      "a key twice",
      "    label: Orders\n",
      "    label: Orders\n    label: Orders\n",
      "7:5: this key is there twice",
    ],
    [
      "text that is not YAML",
      "[teamserver.push]",
      `[${secret}`,
      "11:9: neither JSON nor YAML (BAD_INDENT)",
    ],
    [
      "an alias to nothing",
      "Orders",
      "*nothing",
      "1:1: Unresolved alias (the anchor must be set before the alias): nothing",
    ],
  ])("refuses %s, with its line and column", async (_, from, to, message) => {
    const text = valid.replace(from, to);
    expect(text).not.toBe(valid);
    const found = await messageOf(text);
    expect(found.split("\n")).toContain(`webhooks.yaml:${message}`);
    expect(found).not.toContain(secret);
  });

  it("names both places of a property behind an alias", async () => {
    const text = `version: 1\ndefaults: &a\n  url: 1\napps:\n  ${app}: { webhooks: { A: *a } }\n`;
    expect((await messageOf(text)).split("\n")).toEqual([
      "webhooks.yaml:3:3: 'url' must have type string",
      "webhooks.yaml:5:55: 'url' must have type string",
    ]);
  });

  it("reports 20 problems in the order of the file, and how many more there are", async () => {
    const properties = Array.from({ length: 25 }, (_, index) => `  other${index}: 1\n`).join("");
    const lines = await messageOf(valid.replace("defaults:\n", `defaults:\n${properties}`));
    expect(lines.split("\n")).toHaveLength(21);
    expect(lines).toMatch(/^webhooks.yaml:3:3: 'other0'.*\n.*4:3.*\n.*5:3/);
    expect(lines).toMatch(/and 5 more$/);
  });

  it("refuses an empty file", async () => {
    expect(await messageOf("")).toBe("webhooks.yaml:1:1: 'the file' must have type object");
  });
});

describe("resolveWebhooks", () => {
  const resolve = async (text: string, env: Record<string, string>) => {
    return resolveWebhooks(await read(text), createRecordedTerminal({ env }).terminal);
  };
  const env = { SECRET: secret, AUTHORIZATION: "Bearer 1" };

  it("merges the defaults, and reads what references lead to", async () => {
    expect(await resolve(valid, env)).toEqual([
      {
        id: app,
        label: "Orders",
        webhooks: new Map([
          [
            "Push to pipeline",
            {
              name: "Push to pipeline",
              url: "https://some.domain.com/webhooks",
              eventTypes: ["teamserver.push"],
              isActive: true,
              validationSecret: secret,
              headers: [{ key: "Authorization", value: "Bearer 1" }],
            },
          ],
        ]),
      },
    ]);
  });

  it("reports each reference that leads to nothing once, where it first stands", async () => {
    const header = "        headers: { X-Key: env:AUTHORIZATION }\n";
    const text = `${valid}      Other:\n        url: https://a.b\n        eventTypes: []\n${header}`;
    await expect(resolve(text, {})).rejects.toThrow(
      /^webhooks.yaml:3:3: the environment variable SECRET is not set\nwebhooks.yaml:12:11: the environment variable AUTHORIZATION is not set$/,
    );
  });

  it("reports a webhook that lacks a property, at its name", async () => {
    const text = valid.replace(/ +url: .*\n/, "");
    await expect(resolve(text, env)).rejects.toThrow(
      /^webhooks.yaml:8:7: 'Push to pipeline' has no 'url', and neither have the defaults$/,
    );
  });

  it("refuses a secret that the API would refuse, without showing it", async () => {
    await expect(resolve(valid, { ...env, SECRET: "too short" })).rejects.toThrow(
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
