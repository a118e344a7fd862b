import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createSandbox, type Sandbox } from "../../sandbox/index.js";
import { runCommand } from "../testing/run-command.js";

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const token = "canary-token-4f7a";
const secret = "canarySecretPMJhiGo1nTL6wlNyZVFh5v9r";
const headerValue = "canary-header-91b2";
const env = { MENDIX_PAT: token, SECRET: secret, HEADER: headerValue };

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ port: "none", seed: 1 });
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-cli-"));
});
afterEach(() => sandbox.reset());
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Everything that the commands wrote, to find secrets in. */
let transcript = "";

async function command(args: string[], setting: Parameters<typeof runCommand>[1] = {}) {
  const fetch = sandbox.fetch;
  const all = { ...env, MENDIX_WEBHOOKS_URL: sandbox.url, ...setting.env };
  const result = await runCommand(args, { fetch, ...setting, env: all });
  transcript += result.stdout + result.stderr;
  return result;
}

const flags = (name = "Push to pipeline") => [
  ...["--name", name, "--url", "https://some.domain.com/webhooks"],
  ...["--event", "teamserver.push", "--secret", "env:SECRET"],
];

/** Creates a webhook and returns its id. */
async function create(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await command(["create", app, ...flags(), ...args]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout).id;
}

/** The webhook as the sandbox has it. */
async function stored(id: string) {
  const { stdout } = await runCommand(["get", app, id, "--reveal"], {
    ...{ fetch: sandbox.fetch, env: { ...env, MENDIX_WEBHOOKS_URL: sandbox.url } },
  });
  return JSON.parse(stdout);
}

describe("create", () => {
  it("creates a webhook from flags, with secrets by reference", async () => {
    const id = await create("--header", "X-Key=env:HEADER", "--event", "package.uploaded");
    expect(await stored(id)).toEqual({
      id,
      name: "Push to pipeline",
      url: "https://some.domain.com/webhooks",
      eventTypes: ["teamserver.push", "package.uploaded"],
      isActive: true,
      validationSecret: secret,
      headers: [{ key: "X-Key", value: headerValue }],
    });
  });

  it("reads the secret and the token from files", async () => {
    await writeFile(join(folder, "secret"), `${secret}\n`);
    await writeFile(join(folder, "token"), `MxToken ${token}\n`);
    const args = [...flags(), "--secret", `file:${join(folder, "secret")}`, "--inactive"];
    const { stdout, exitCode } = await command(
      ["create", app, ...args, "--token-file", join(folder, "token")],
      { env: { MENDIX_PAT: undefined } },
    );
    expect(exitCode).toBe(0);
    const expected = { validationSecret: secret, isActive: false };
    expect(await stored(JSON.parse(stdout).id)).toMatchObject(expected);
  });

  it("shows a generated secret this once", async () => {
    const args = flags().slice(0, -2);
    const { stdout } = await runCommand(["create", app, ...args, "--generate-secret"], {
      ...{ fetch: sandbox.fetch, env: { ...env, MENDIX_WEBHOOKS_URL: sandbox.url } },
    });
    const { id, validationSecret } = JSON.parse(stdout);
    expect(validationSecret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(await stored(id)).toMatchObject({ validationSecret });
    expect((await command(["get", app, id])).stdout).toContain("********");
  });

  it.each(["json", "yaml"])("takes the whole webhook as %s from standard input", async (format) => {
    const webhook = {
      ...{ name: "From a pipe", url: "https://some.domain.com/w", eventTypes: ["alert"] },
      ...{ isActive: false, validationSecret: secret },
    };
    const yaml = Object.entries(webhook).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const input = format === "json" ? JSON.stringify(webhook) : yaml.join("\n");
    const { stdout } = await command(["create", app, "--data", "@-"], { input });
    expect(await stored(JSON.parse(stdout).id)).toMatchObject(webhook);
  });

  it("finds the webhook after a lost response with --reconcile, and says so without", async () => {
    sandbox.faults.set("lost-response", { operation: "createWebhook", times: 1 });
    const args = ["create", app, ...flags()];
    const { stderr, exitCode } = await command(args);
    expect(stderr).toContain("it is not known whether the service did it");
    expect(exitCode).toBe(1);
    sandbox.faults.set("lost-response", { operation: "createWebhook", times: 1 });
    expect(await command([...args, "--reconcile"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse((await command(["list", app])).stdout)).toHaveLength(2);
  });
});

describe("list", () => {
  it("prints one page, and says how to get more", async () => {
    for (const name of ["A", "B", "C"]) await create("--name", name);
    const { stdout, stderr } = await command(["list", app, "--limit", "2", "--ascending"]);
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(["A", "B"]);
    const [, cursor = ""] = /--cursor (\S+)/.exec(stderr) ?? [];
    const next = await command(["list", app, "--ascending", "--limit=2", "--cursor", cursor]);
    expect(next).toMatchObject({ stderr: "" });
    expect(JSON.parse(next.stdout)).toMatchObject([{ name: "C" }]);
  });

  it.each([
    ["json", JSON.parse],
    ["yaml", parse],
    [
      "ndjson",
      (text: string) =>
        text
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line)),
    ],
  ] as const)("prints all pages as %s", async (output, read) => {
    for (const name of ["A", "B", "C"]) await create("--name", name);
    const args = ["list", app, "--limit", "1", "--ascending", "--all", "--output", output];
    const { stdout } = await command(args);
    expect(read(stdout)).toMatchObject([{ name: "A" }, { name: "B" }, { name: "C" }]);
    await sandbox.reset();
    expect(read((await command(args)).stdout || "[]")).toEqual(output === "ndjson" ? [[]] : []);
  });

  it("prints a table on a terminal, with colours unless NO_COLOR is set", async () => {
    const id = await create();
    const plain = [
      "id                                   name              isActive  eventTypes       url",
      `${id}  Push to pipeline  true      teamserver.push  https://some.domain.com/webhooks`,
      "",
    ].join("\n");
    const args = ["list", app];
    const colored = await command(args, { isTerminal: true });
    expect(colored.stdout).toContain("\u001b[1mid\u001b[22m");
    const bare = await command(args, { isTerminal: true, env: { NO_COLOR: "1" } });
    expect(bare.stdout).toBe(plain);
    const forced = await command([...args, "--output", "table"], { env: { FORCE_COLOR: "1" } });
    expect(forced.stdout).toBe(colored.stdout);
  });
});

describe("update", () => {
  it("changes what flags name, and keeps the rest", async () => {
    const id = await create("--header", "X-Key=env:HEADER");
    const before = await stored(id);
    const { exitCode } = await command(["update", app, id, "--inactive", "--name", "New name"]);
    expect(exitCode).toBe(0);
    expect(await stored(id)).toEqual({ ...before, isActive: false, name: "New name" });
  });

  it("replaces the whole webhook with a file", async () => {
    const id = await create("--header", "X-Key=env:HEADER");
    const webhook = {
      ...{ name: "Replaced", url: "https://some.domain.com/w", eventTypes: ["alert"] },
      ...{ isActive: false, validationSecret: secret },
    };
    const file = join(folder, "webhook.json");
    await writeFile(file, JSON.stringify(webhook));
    await command(["update", app, id, "--replace", `@${file}`]);
    expect(await stored(id)).toEqual({ id, ...webhook });
  });
});

describe("delete", () => {
  it("asks on a terminal", async () => {
    const id = await create();
    const refused = await command(["delete", app, id], { isTerminal: true, input: "n\n" });
    expect(refused.stderr).toContain("Delete 'Push to pipeline', which delivers to https://");
    expect(refused.stderr).toContain("Nothing was deleted.");
    expect(await stored(id)).toMatchObject({ id });
    const accepted = await command(["delete", app, id], { isTerminal: true, input: "y\n" });
    expect(accepted.exitCode).toBe(0);
    expect(JSON.parse((await command(["list", app])).stdout)).toEqual([]);
  });

  it("needs --yes without a terminal", async () => {
    const id = await create();
    const refused = await command(["delete", app, id]);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--yes") });
    expect(await command(["delete", app, id, "--yes"])).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

it("prints no secret without --reveal", async () => {
  const id = await create("--header", "X-Key=env:HEADER");
  for (const output of ["json", "yaml", "ndjson", "table"]) {
    await command(["get", app, id, "--output", output, "--verbose"]);
  }
  expect(transcript).toContain(id);
  for (const canary of [token, secret, headerValue]) expect(transcript).not.toContain(canary);
  const { stdout } = await command(["get", app, id, "--reveal"]);
  expect(stdout).toContain(secret);
  expect(stdout).toContain(headerValue);
});
