import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { copyProject, type ProjectCopy } from "../scripts/project-copy.js";
import { type Call, contractChanges } from "./contract-change/contract-changes.js";

type Client = typeof import("../src/index.js");
type Receiver = typeof import("../src/receiver/index.js");
type Sandbox = typeof import("../src/sandbox/index.js");

const contractFile = "openapi/openapi.yaml";
const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** A copy of the project, in which a maintainer changes nothing but the contract. */
let copy: ProjectCopy;
let compiled: string;

beforeAll(async () => {
  copy = await copyProject();
  const additions = readFileSync(
    join(import.meta.dirname, "contract-change/additions.yaml"),
    "utf8",
  );
  const { defaults: _, ...added } = parse(additions, { merge: true, maxAliasCount: -1 });
  await generateFrom(withAdded(parse(await copy.read(contractFile)), added));
  const types = Object.values(contractChanges).map((change) => change.types ?? "");
  await copy.write("src/contract-change.ts", useOf(types));
  compiled = (await copy.run("tsc")).output;
});
afterAll(() => copy.remove());

/** @param contract - is written as JSON, which is YAML as well */
async function generateFrom(contract: unknown): Promise<void> {
  await copy.write(contractFile, JSON.stringify(contract, null, 2));
  const { exitCode, output } = await copy.run("tsx", "scripts/generate.ts");
  expect(exitCode, output).toBe(0);
}

/** An object with the properties of another, at all levels; anything else is replaced. */
function withAdded(value: unknown, added: unknown): unknown {
  const isObject = (one: unknown): one is Record<string, unknown> =>
    typeof one === "object" && one !== null && !Array.isArray(one);
  if (!isObject(value) || !isObject(added)) return added;
  const entries = Object.entries(added).map(([key, one]) => [key, withAdded(value[key], one)]);
  return { ...value, ...Object.fromEntries(entries) };
}

const useOf = (types: string[]) => `
import { expectTypeOf } from "vitest";
import { type Call, createClient } from "./index.js";
import { createReceiver } from "./receiver/index.js";

const client = createClient({ token: "token" });
export const uses = [${types.map((type) => `() => {${type}\n}`).join()}];
export type Used = [Call<unknown>, typeof client, typeof createReceiver, typeof expectTypeOf];
`;

const load = (path: string) => import(join(copy.folder, path));

/** What the client sends for a call, and what the call returns. */
async function perform([method, args, { status, body } = { status: 204 }]: Call) {
  const { createClient }: Client = await load("src/index.ts");
  const requests: Request[] = [];
  const client = createClient({
    token: "token",
    fetch: async (url, init) => {
      requests.push(new Request(url, init));
      return new Response(body && JSON.stringify(body), { status });
    },
  });
  const methods = client as object as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const result = await methods[method]?.(...args);
  const [request] = requests;
  const sent = (await request?.text()) || undefined;
  return {
    url: decodeURIComponent(request?.url ?? ""),
    headers: Object.fromEntries(request?.headers ?? []),
    body: sent && JSON.parse(sent),
    result,
  };
}

const withCalls = Object.entries(contractChanges).filter(([, { performed }]) => performed);

describe("the client", () => {
  it.each(withCalls)("handles %s", async (_, { performed = [], failing = [] }) => {
    for (const [call, expected] of performed) expect(await perform(call)).toMatchObject(expected);
    for (const [call, code] of failing) await expect(perform(call)).rejects.toMatchObject({ code });
  });
});

describe("all additions together", () => {
  it("are typed by generation alone, and leave nothing that does not compile", () => {
    expect(compiled).not.toMatch(/error TS/);
  });

  it.each(["sandbox", "prism"])("pass the contract suite on %s", async (target) => {
    const file = `contract-tests/contract.${target}.test.ts`;
    const { exitCode, output } = await copy.run("vitest", "run", file);
    expect(exitCode, output).toBe(0);
  });

  it("are deprecated where the contract says so", async () => {
    expect(await copy.read("generated/client.ts")).toMatch(/@deprecated\n {3}\*\/\n {2}pushOnce\(/);
    expect(await copy.read("generated/schema.d.ts")).toMatch(
      /@deprecated[^/]*\*\/\s*branch: string;/,
    );
  });

  it("leave examples that deliveries without further properties can have", async () => {
    const { deliveries } = await load("generated/deliveries.ts");
    const { deliveryBodies } = await load("generated/examples.ts");
    const shown = Object.values<object>(deliveryBodies["package.uploaded"]);
    expect(shown.map((event) => deliveries["package.uploaded"](event))).toEqual([true]);
  });

  it("let the sandbox send a new delivery, and the receiver take it", async () => {
    const { createReceiver }: Receiver = await load("src/receiver/index.ts");
    const { createSandbox }: Sandbox = await load("src/sandbox/index.ts");
    const type = "example.happened";
    const secrets = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
    const received: unknown[] = [];
    const on = Object.fromEntries([[type, (event: unknown) => received.push(event)]]);
    const send = createReceiver({ secrets, on });
    const sandbox = await createSandbox({ port: "none", deliveries: { send } });
    const { createClient }: Client = await load("src/index.ts");
    const client = createClient({ token: "any", baseUrl: sandbox.url, fetch: sandbox.fetch });
    await client.createWebhook(app, {
      name: "Examples",
      url: "https://some.domain.com/webhooks",
      eventTypes: [type],
      isActive: true,
      validationSecret: secrets,
    });
    sandbox.trigger(app, { type });
    await sandbox.settled();
    await sandbox.close();
    expect(received).toEqual([expect.objectContaining({ eventType: type })]);
  });

  it("are in the file with webhooks as code, in its plan, and in what is applied", async () => {
    const { createSandbox }: Sandbox = await load("src/sandbox/index.ts");
    const sandbox = await createSandbox({ seed: 1 });
    const webhook = (retries: unknown) =>
      `{ url: https://a.b, eventTypes: [], validationSecret: file:secret, retries: ${retries} }`;
    const run = async (retries: unknown, ...args: string[]) => {
      const file = `version: 1\napps: { ${app}: { webhooks: { A: ${webhook(retries)} } } }\n`;
      await copy.write("webhooks.yaml", file);
      const options = ["--base-url", sandbox.url, "--token-file", "secret"];
      return copy.run("tsx", "src/cli/main.ts", ...args, ...options);
    };
    await copy.write("secret", "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O");
    const outputs = [
      await run('"3"', "plan"),
      await run(3, "apply", "--yes"),
      await run(3, "plan"),
      await run(4, "plan"),
      await run(4, "export", app, "--into", "webhooks.yaml"),
    ].map(({ exitCode, output }) => `${exitCode} ${output}`);
    await sandbox.close();
    expect(outputs).toMatchObject([
      expect.stringMatching(/^2 .*webhooks.yaml:2:\d+: 'retries' must have type integer/s),
      expect.stringMatching(/^0 .*\+ retries +. 3\n.*Applied: 1 created/s),
      expect.stringMatching(/^0 No changes; 1 unchanged/),
      expect.stringMatching(/^3 .*~ retries = 3 -> 4/s),
      expect.stringMatching(/^0 /),
    ]);
    expect(await copy.read("webhooks.yaml")).toContain("retries: 3");
  });
});

describe("a changed type", () => {
  it("is reported by the compiler wherever hand-written code uses it", async () => {
    const contract = JSON.parse(
      await copy.read(contractFile),
      function (this: unknown, key, value) {
        if (key === "type" && value === "boolean") return "string";
        const isExample = Array.isArray(this) || ["isActive", "default", "example"].includes(key);
        return isExample && typeof value === "boolean" ? "yes" : value;
      },
    );
    await generateFrom(contract);
    const { output } = await copy.run("tsc");
    expect(output).toMatch(
      /scripts\/documented-example\.ts\(.*Type 'boolean' is not assignable to type 'string'/,
    );
  });
});
