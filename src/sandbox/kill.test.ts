import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient } from "../index.js";
import { seededRandom } from "./random.js";
import { appId, input } from "./testing/ask.js";
import { bundleSandbox, type SandboxProcess, startSandbox } from "./testing/sandbox-process.js";

/** `npm run test:kill` sets more. */
const kills = Number(process.env.KILLS ?? 5);
const random = seededRandom(200);

let folder: string;
let bundle: string;
let sandbox: SandboxProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-kill-"));
  bundle = await bundleSandbox(folder);
});
afterEach(() => sandbox?.kill());
afterAll(() => rm(folder, { recursive: true }));

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

const clientOf = ({ url }: SandboxProcess) =>
  createClient({ token: "token", baseUrl: url, maxRetries: 0 });

/** Lets all write at once, and kills the sandbox after so many acknowledged changes. */
async function writeUntilKilled(target: SandboxProcess, count: number): Promise<void> {
  const client = clientOf(target);
  const enough = changes + count;
  let killing: Promise<void> | undefined;
  const writing = writers.map(async (writer) => {
    for (;;) {
      await change(writer, client);
      if (changes >= enough) killing ??= target.kill();
    }
  });
  await Promise.allSettled(writing);
  await killing;
}

/** Compares the webhooks that are there with what the writers know, which may lag one change. */
async function expectNothingLost(target: SandboxProcess): Promise<void> {
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
    const state = join(folder, "state.json");
    for (let kill = 0; kill < kills; kill += 1) {
      sandbox = await startSandbox(bundle, "--state", state);
      await expectNothingLost(sandbox);
      await writeUntilKilled(sandbox, 1 + Math.floor(random() * 60));
      // The first restart waits until the lock expires; for the others it has expired already.
      if (kill > 0) await utimes(`${state}.lock`, 0, 0);
    }
    sandbox = await startSandbox(bundle, "--state", state);
    await expectNothingLost(sandbox);
    await expect(startSandbox(bundle, "--state", state)).rejects.toThrow(
      /^the sandbox did not start: sandbox: state file \S+ is in use by another sandbox: .+$/,
    );
    console.log(`${kills} kills, ${changes} acknowledged writes: none lost`);
    expect(changes).toBeGreaterThan(kills);
  });
});
