import { execFile } from "node:child_process";
import { chmod, copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiOperations, deliveries } from "../../scripts/contract/operations.js";
import { deliverySamples, requestSamples } from "../../scripts/docs/code-samples.js";
import { createReceiver, sign, toNodeHandler } from "../../src/receiver/index.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.js";
import { contract } from "../contract.js";
import { codeBlocks, pages } from "./code-blocks.js";
import { compilePrograms } from "./compile-programs.js";

const root = join(import.meta.dirname, "../..");
const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

/** What a page starts and leaves running, what other tests run, and what changes the project. */
const isRunElsewhere =
  /^(npm|npx (?!mendix-webhooks)|node|export REDOCLY)|mendix-webhooks (listen|sandbox)/m;

/** The installed package: its command, and `npx`, which finds it. */
let installed: string;
beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), "mendix-webhooks-installed-"));
  await compilePrograms([join(root, "src/cli/main.ts")], installed);
  await copyFile(join(root, "package.json"), join(installed, "package.json"));
  await symlink(join(root, "node_modules"), join(installed, "node_modules"), "dir");
  const run = `exec node ${join(installed, "main.js")} "$@"\n`;
  const programs = {
    "mendix-webhooks": run,
    npx: `test "$1" = mendix-webhooks && shift && ${run}`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(installed, name), `#!/bin/sh\n${script}`);
    await chmod(join(installed, name), 0o755);
  }
});
afterAll(() => rm(installed, { recursive: true }));

let folder: string;
let sandbox: Sandbox;
let received: string[];
let receiverPort: number;
let closeReceiver: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-commands-"));
  sandbox = await createSandbox({
    examples: true,
    seed: 1,
    deliveries: {
      // The webhooks of the examples have addresses of others.
      around: async (request, next) =>
        request.url.hostname === "127.0.0.1" ? next(request) : { status: 204, text: "" },
    },
  });
  received = [];
  const receiver = createReceiver({
    secrets: secret,
    on: { "teamserver.push": ({ branchName }) => received.push(branchName) },
    onWarning: () => {},
  });
  const server = createServer(toNodeHandler(receiver)).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  receiverPort = (server.address() as AddressInfo).port;
  closeReceiver = () => void server.close();
});
afterEach(async () => {
  closeReceiver();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Runs commands as they are typed, with the addresses of this test. */
function runCommands(typed: string): Promise<{ exitCode: number; output: string }> {
  const [server] = contract.servers;
  const commands = typed
    .replaceAll(server?.url ?? "", sandbox.url)
    .replaceAll("http://127.0.0.1:4011", sandbox.origin)
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${receiverPort}`)
    // An error of the API would otherwise go unnoticed.
    .replaceAll(/^curl /gm, "curl --fail-with-body ");
  const env = {
    PATH: `${installed}:${process.env.PATH}`,
    MENDIX_PAT: "any",
    MENDIX_WEBHOOKS_URL: sandbox.url,
    WEBHOOK_SECRET: secret,
    NEW_SECRET: `whsec_${secret}`,
  };
  return new Promise((settle) => {
    execFile(
      "bash",
      ["-euo", "pipefail", "-c", commands],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : Number(error.code ?? 1);
        settle({ exitCode, output: `${stdout}${stderr}` });
      },
    );
  });
}

const succeeds = { exitCode: 0, output: expect.any(String) };

const guides = pages
  .map(({ file, text }) => ({
    file,
    text,
    blocks: codeBlocks({ text }, "sh").filter((block) => !isRunElsewhere.test(block)),
  }))
  .filter(({ blocks }) => blocks.length > 0);

describe("the commands of a page", () => {
  it.each(guides)("run from top to bottom: $file", async ({ text, blocks }) => {
    const body = '{"eventType":"a.new.event"}';
    const headers = await sign({ id: "msg_1", body, secrets: secret });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
    await writeFile(join(folder, "headers.txt"), lines.join(""));
    await writeFile(join(folder, "body.json"), body);
    const [file] = codeBlocks({ text }, "yaml \\[webhooks\\.yaml\\]");
    if (file !== undefined) await writeFile(join(folder, "webhooks.yaml"), file);
    // In one shell, so that a block may use what an earlier one has set.
    const commands = blocks.join("\n");
    expect(await runCommands(commands)).toEqual(succeeds);
    await sandbox.settled();
    if (/\/events|^npx mendix-webhooks send/m.test(commands)) {
      expect(received).not.toEqual([]);
    }
  });
});

const samples = [
  ...apiOperations(contract).map((one) => ({
    operationId: one.operationId,
    samples: requestSamples(contract, one),
  })),
  ...deliveries(contract).map((one) => ({
    operationId: one.operationId,
    samples: deliverySamples(one),
  })),
].flatMap(({ operationId, samples: all }) =>
  all
    .filter(({ lang }) => lang === "shell")
    .map(({ label, source }) => ({ operationId, label, source })),
);

describe("the samples of the reference", () => {
  it.each(samples)("run: $operationId, $label", async ({ source }) => {
    expect(await runCommands(source)).toEqual(succeeds);
  });
});
