import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { appId as app, canaries, push, useCommandFixture } from "../testing/command-fixture.js";

const fixture = await useCommandFixture();
const { command, sandbox } = fixture;
const { MENDIX_PAT: token, WEBHOOK_SECRET: secret, AUTHORIZATION } = canaries;

const flags = [
  ...["--name", "Push to pipeline", "--url", "https://some.domain.com/webhooks"],
  ...["--event", "teamserver.push", "--secret", "env:WEBHOOK_SECRET"],
];
const header = ["--header", "Authorization=env:AUTHORIZATION"];
const whole = {
  ...{ name: "Whole", url: "https://some.domain.com/w", eventTypes: ["alert"] },
  ...{ isActive: false, validationSecret: secret },
};

/** Creates a webhook and returns its id. */
async function create(...args: string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await command(["create", app, ...flags, ...args]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout).id;
}

describe("create", () => {
  it("creates a webhook from flags, with secrets by reference", async () => {
    await create(...header, "--event", "package.uploaded");
    const eventTypes = ["teamserver.push", "package.uploaded"];
    expect(await fixture.stored()).toEqual([{ ...push, eventTypes }]);
  });

  it("reads the secret and the token from files", async () => {
    await fixture.write("secret.txt", `${secret}\n`);
    await fixture.write("token.txt", `MxToken ${token}\n`);
    const args = ["--secret", "file:secret.txt", "--token-file", "token.txt", "--inactive"];
    const env = { MENDIX_PAT: "" };
    expect((await command(["create", app, ...flags, ...args], { env })).exitCode).toBe(0);
    expect(await fixture.stored()).toMatchObject([{ validationSecret: secret, isActive: false }]);
  });

  it("shows a generated secret this once, and no other", async () => {
    const args = ["create", app, ...flags.slice(0, -2), ...header, "--generate-secret"];
    const { stdout } = await command(args);
    const { id, validationSecret, headers } = JSON.parse(stdout);
    expect(validationSecret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(headers).toEqual([{ key: "Authorization", value: "********" }]);
    expect(await fixture.stored()).toMatchObject([{ validationSecret }]);
    expect((await command(["get", app, id])).stdout).toContain("********");
  });

  const yaml = Object.entries(whole).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  it.each([
    ["JSON", JSON.stringify(whole)],
    ["YAML", yaml.join("\n")],
  ])("takes the whole webhook as %s from standard input", async (_, input) => {
    await command(["create", app, "--data", "@-"], { input });
    expect(await fixture.stored()).toEqual([whole]);
  });

  it("finds the webhook after a lost response with --reconcile, and says so without", async () => {
    sandbox.faults.set("lost-response", { operation: "createWebhook", times: 1 });
    const args = ["create", app, ...flags];
    const { stderr, exitCode } = await command(args);
    expect(stderr).toContain("it is not known whether the service did it");
    expect(exitCode).toBe(1);
    sandbox.faults.set("lost-response", { operation: "createWebhook", times: 1 });
    expect(await command([...args, "--reconcile"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await fixture.stored()).toHaveLength(2);
  });
});

describe("list", () => {
  const three = [{ name: "A" }, { name: "B" }, { name: "C" }];
  const createThree = async () => {
    for (const { name } of three) await create("--name", name);
  };

  it("prints one page, and says how to get more", async () => {
    await createThree();
    const { stdout, stderr } = await command(["list", app, "--limit", "2", "--ascending"]);
    expect(JSON.parse(stdout)).toMatchObject(three.slice(0, 2));
    const [, cursor = ""] = /--cursor (\S+)/.exec(stderr) ?? [];
    const next = await command(["list", app, "--ascending", "--limit=2", "--cursor", cursor]);
    expect(next).toMatchObject({ stderr: "" });
    expect(JSON.parse(next.stdout)).toMatchObject([{ name: "C" }]);
  });

  const all = ["list", app, "--limit", "1", "--ascending", "--all", "--output"];
  const lines = (text: string) => parse(`[${text.trim().replaceAll("\n", ",")}]`);
  it.each(["json", "yaml", "ndjson"])("prints all pages as %s", async (output) => {
    const read = output === "ndjson" ? lines : parse;
    await createThree();
    expect(read((await command([...all, output])).stdout)).toMatchObject(three);
    await sandbox.reset();
    expect(read((await command([...all, output])).stdout)).toEqual([]);
  });

  it.each([
    ["json", 0],
    ["ndjson", 1],
  ])(
    "prints as %s, of a list that fails after the first page, %i webhooks",
    async (output, count) => {
      await createThree();
      const { stdout, exitCode } = await command([...all, output], {
        fetch: (url, init) =>
          /cursor/.test(url)
            ? Promise.resolve(new Response(null, { status: 404 }))
            : sandbox.fetch(url, init),
      });
      expect([exitCode, lines(stdout).length]).toEqual([1, count]);
    },
  );

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
    const id = await create(...header);
    const { exitCode } = await command(["update", app, id, "--inactive", "--name", "New name"]);
    expect(exitCode).toBe(0);
    expect(await fixture.stored()).toEqual([{ ...push, isActive: false, name: "New name" }]);
  });

  it("replaces the whole webhook with a file", async () => {
    const id = await create(...header);
    await fixture.write("webhook.json", JSON.stringify(whole));
    await command(["update", app, id, "--replace", "@webhook.json"]);
    expect(await fixture.stored()).toEqual([whole]);
  });

  it("refuses a file in which 'get' has masked the secrets", async () => {
    const id = await create(...header);
    await fixture.write("masked.json", (await command(["get", app, id])).stdout);
    const args = ["update", app, id, "--replace", "@masked.json", "--secret", "env:WEBHOOK_SECRET"];
    const { stderr, exitCode } = await command(args);
    expect(stderr).toContain("'get --reveal' shows it");
    expect(exitCode).toBe(2);
    expect(await fixture.stored()).toEqual([push]);
  });
});

it("delete asks on a terminal, and needs --yes without one", async () => {
  const id = await create();
  const refused = await command(["delete", app, id], {
    ...{ isTerminal: true, input: "n\n" },
    async fetch(url, init) {
      const webhook = await (await sandbox.fetch(url, init)).json();
      return Response.json({ ...Object(webhook), url: "https://a.b/\u001b[1Ax" });
    },
  });
  expect(refused.stderr).toContain(
    "Delete 'Push to pipeline', which delivers to https://a.b/\uFFFD[1Ax?",
  );
  expect(refused.stderr).toContain("Nothing was deleted.");
  const unasked = await command(["delete", app, id]);
  expect(unasked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--yes") });
  expect(await fixture.stored()).toHaveLength(1);
  const accepted = await command(["delete", app, id], { isTerminal: true, input: "y\n" });
  expect(accepted.exitCode).toBe(0);
  expect(await fixture.stored()).toEqual([]);
});

it("get prints no secret without --reveal", async () => {
  const id = await create(...header);
  for (const output of ["json", "yaml", "ndjson", "table"]) {
    const { stdout } = await command(["get", app, id, "--output", output, "--verbose"]);
    expect(stdout).toContain("********");
  }
  const { stdout } = await fixture.reveal(["get", app, id, "--reveal"]);
  expect(stdout).toContain(secret);
  expect(stdout).toContain(AUTHORIZATION);
});
