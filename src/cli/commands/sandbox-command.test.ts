import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Client, createClient } from "../../index.js";
import { seededRandom } from "../../sandbox/random.js";
import { appId, input } from "../../sandbox/testing/ask.js";
import { bundleCommand } from "../testing/bundle-command.js";

const root = join(import.meta.dirname, "../../..");
const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
afterAll(() => rm(folder, { recursive: true }));

let file: string;
beforeAll(async () => {
  const command = await bundleCommand();
  file = command.file;
  return command.remove;
});

interface Started {
  url: string;
  child: ChildProcess;
}
const started: Started[] = [];
afterEach(() => Promise.all(started.splice(0).map(kill)));

/** Starts a bundled sandbox; resolves once it listens, rejects with what it writes otherwise. */
async function start(bundled: string, ...args: string[]): Promise<Started> {
  const own = [bundled, "sandbox", "--port", "0"];
  const child = spawn(process.execPath, [...own, ...args], { stdio: "pipe" });
  const outputs = [child.stdout, child.stderr];
  const lines = outputs.map((output) => once(createInterface({ input: output }), "line"));
  const [line] = await Promise.race([...lines, once(child, "close")]);
  const [url] = String(line).match(/http\S+/) ?? [];
  if (url === undefined) throw new Error(`the sandbox did not start: ${line}`);
  started.push({ url, child });
  return { url, child };
}

async function kill({ child }: Started): Promise<void> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  child.kill("SIGKILL");
  if (!hasEnded) await once(child, "exit");
}

const clientOf = ({ url }: Started) =>
  createClient({ token: "token", baseUrl: url, maxRetries: 0 });

/** Runs a program that ends by itself; resolves with what it writes, and its exit code. */
const run = (program: string, ...args: string[]) =>
  new Promise<{ exitCode: unknown; output: string }>((resolve) => {
    execFile(program, args, { cwd: root }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, output: stdout + stderr }),
    );
  });
const runSandbox = (...args: string[]) => run(process.execPath, file, "sandbox", ...args);

describe("mendix-webhooks sandbox", () => {
  it.each([
    [["--prot", "1"], /--prot' \(Did you mean --port\?\)/],
    [["--port", "many"], /Give a whole number from 0 to 65535/],
    [["--retry-scale", ""], /'retryScale' must be a number from 0 to 1000/],
    [["--config", "none.json"], /none\.json: there is no such file/],
  ])("refuses %j in one line", async (args, message) => {
    const { exitCode, output } = await runSandbox(...args);
    expect(exitCode).toBe(2);
    expect(output).toMatch(message);
    expect(output.trim()).not.toContain("\n");
  });

  it("refuses an invalid configuration without quoting it", async () => {
    const config = join(folder, "config.json");
    await writeFile(config, '{ "tokens": [{ "token": "canary-token" ] }');
    const { exitCode, output } = await runSandbox("--config", config);
    expect([exitCode, output]).toEqual([
      2,
      expect.stringMatching(/config\.json:1:\d+: neither JSON nor YAML/),
    ]);
    expect(output).not.toContain("canary");
    await writeFile(config, '{ "token": "canary-token" }');
    const { output: refusal } = await runSandbox("--config", config);
    expect(refusal).toContain("may hold apps, tokens, rateLimit");
  });

  it("ends on SIGINT, and leaves nothing but its state", async () => {
    const sandbox = await start(file, "--state", join(folder, "ended.json"));
    await clientOf(sandbox).createWebhook(appId, input);
    sandbox.child.kill("SIGINT");
    const [exitCode] = await once(sandbox.child, "exit");
    expect(exitCode).toBe(0);
    const left = (await readdir(folder)).filter((name) => name.startsWith("ended"));
    expect(left).toEqual(["ended.json"]);
  });

  it("performs the operations that a changed contract still has", async () => {
    const project = join(folder, "changed");
    await cp(join(root, "src"), join(project, "src"), { recursive: true });
    await cp(join(root, "generated"), join(project, "generated"), { recursive: true });
    await symlink(join(root, "node_modules"), join(project, "node_modules"), "dir");
    // What is generated from a contract with other operationIds has them in place of these.
    for (const name of await readdir(join(project, "generated"), { recursive: true })) {
      if (!/\.(ts|js)$/.test(name)) continue;
      const file = join(project, "generated", name);
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace(/\b(get|list|delete)(?=Webhooks?)/g, "$1Renamed"));
    }
    const { file: changed, remove } = await bundleCommand(project);
    onTestFinished(remove);
    const state = join(folder, "changed.json");
    const client = clientOf(await start(changed, "--state", state));
    const { id } = await client.createWebhook(appId, input);
    expect(await client.getWebhook(appId, id)).not.toMatchObject({ id });
    await Promise.all(started.splice(0).map(kill));
    const restarted = clientOf(await start(changed, "--state", state));
    expect(await restarted.updateWebhook(appId, id, input)).toMatchObject({ id });
  });
});

/** `npm run test:slow` sets more. */
const kills = Number(process.env.KILLS ?? 3);
const random = seededRandom(200);

/** Creates, renames and deletes one webhook again and again. */
interface Writer {
  prefix: string;
  id?: string | undefined;
  /** The name that the last response confirmed; undefined if that was a deletion, or none yet. */
  acknowledged?: string | undefined;
  /** The name that the last request asked for. */
  requested?: string | undefined;
}
const writers: Writer[] = Array.from({ length: 8 }, (_, at) => ({ prefix: `Writer ${at} ` }));

/** Changes that a response has confirmed. */
let changes = 0;

async function change(writer: Writer, client: Client): Promise<void> {
  const { id } = writer;
  const isDeletion = id !== undefined && random() < 0.2;
  const name = writer.prefix + changes;
  writer.requested = isDeletion ? undefined : name;
  if (id === undefined) writer.id = (await client.createWebhook(appId, { ...input, name })).id;
  else if (isDeletion) await client.deleteWebhook(appId, id);
  else await client.updateWebhook(appId, id, { ...input, name });
  if (isDeletion) writer.id = undefined;
  writer.acknowledged = writer.requested;
  changes += 1;
}

/** Lets all write at once, and kills the sandbox after so many acknowledged changes. */
async function writeUntilKilled(target: Started, count: number): Promise<void> {
  const client = clientOf(target);
  const enough = changes + count;
  let killing: Promise<void> | undefined;
  const writing = writers.map(async (writer) => {
    for (;;) {
      await change(writer, client);
      if (changes >= enough) killing ??= kill(target);
    }
  });
  await Promise.allSettled(writing);
  await killing;
}

/** Compares the webhooks that are there with what the writers know, which may lag one change. */
async function expectNothingLost(target: Started): Promise<void> {
  const { webhooks } = await clientOf(target).listWebhooks(appId);
  expect(webhooks.length).toBeLessThanOrEqual(writers.length);
  for (const writer of writers) {
    const found = webhooks.find(({ name }) => name.startsWith(writer.prefix));
    expect([writer.acknowledged, writer.requested]).toContain(found?.name);
    writer.id = found?.id;
    writer.acknowledged = writer.requested = found?.name;
  }
}

describe("a sandbox with a state file that is killed during writes", () => {
  const timeout = 20_000 + kills * 5_000;
  it(`has every acknowledged write after each of ${kills} kills`, { timeout }, async () => {
    const state = join(folder, "killed.json");
    for (let count = 0; count < kills; count += 1) {
      const sandbox = await start(file, "--state", state);
      await expectNothingLost(sandbox);
      await writeUntilKilled(sandbox, 1 + Math.floor(random() * 60));
      // The first restart waits until the lock expires; for the others it has expired already.
      if (count > 0) await utimes(`${state}.lock`, 0, 0);
    }
    await expectNothingLost(await start(file, "--state", state));
    await expect(start(file, "--state", state)).rejects.toThrow(
      /^the sandbox did not start: mendix-webhooks: state file \S+ is in use by another sandbox: .+$/,
    );
    console.log(`${kills} kills, ${changes} acknowledged writes: none lost`);
    expect(changes).toBeGreaterThan(kills);
  });
});
