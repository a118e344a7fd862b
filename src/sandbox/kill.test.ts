import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient, type WebhookInput } from "../index.js";
import { pick, seededRandom } from "./random.js";
import { bundleSandbox, type SandboxProcess, startSandbox } from "./testing/sandbox-process.js";

/** `npm run test:kill` asks for more. */
const kills = Number(process.env.KILLS ?? 10);
const writers = 8;
const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const random = seededRandom(200);

let folder: string;
let file: string;
let running: SandboxProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-kill-"));
  file = await bundleSandbox(folder);
});
afterAll(async () => {
  await running?.kill();
  await rm(folder, { recursive: true });
});

/** A name, or nothing where the webhook is deleted; several where the last change is in doubt. */
type Possible = (string | undefined)[];

/** What each webhook may be called by now, as far as answers told. */
class Ledger {
  readonly webhooks = new Map<string, Possible>();
  /** Names of webhooks whose creation was not confirmed. */
  readonly unconfirmed = new Set<string>();
  confirmed = 0;

  /** Notes a change before it is asked for, and again once it is confirmed. */
  async change(id: string, name: string | undefined, ask: () => Promise<unknown>): Promise<void> {
    this.webhooks.set(id, [...(this.webhooks.get(id) ?? []), name]);
    await ask();
    this.webhooks.set(id, [name]);
    this.confirmed += 1;
  }

  async create(name: string, ask: () => Promise<{ id: string }>): Promise<void> {
    this.unconfirmed.add(name);
    const { id } = await ask();
    this.unconfirmed.delete(name);
    this.webhooks.set(id, [name]);
    this.confirmed += 1;
  }
}

const settings = (name: string): WebhookInput => ({
  name,
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
});

let names = 0;
/** Changes webhooks of its own, one after the other, until the sandbox is gone. */
async function write(client: Client, ledger: Ledger, ids: string[], after: () => void) {
  for (;;) {
    names += 1;
    const name = `Webhook ${names}`;
    const id = ids.length > 3 ? pick(random, ids) : undefined;
    if (id === undefined) {
      await ledger.create(name, async () => {
        const created = await client.createWebhook(appId, settings(name));
        ids.push(created.id);
        return created;
      });
    } else if (random() < 0.3) {
      ids.splice(ids.indexOf(id), 1);
      await ledger.change(id, undefined, () => client.deleteWebhook(appId, id));
    } else {
      await ledger.change(id, name, () => client.updateWebhook(appId, id, settings(name)));
    }
    after();
  }
}

const clientOf = ({ url }: SandboxProcess) =>
  createClient({ token: "token", baseUrl: url, maxRetries: 0 });

/** Lets all write at once, and kills the sandbox after so many confirmed changes. */
async function writeUntilKilled(sandbox: SandboxProcess, ledger: Ledger, changes: number) {
  const enough = ledger.confirmed + changes;
  let killing: Promise<void> | undefined;
  const client = clientOf(sandbox);
  const ids = [...ledger.webhooks].flatMap(([id, [name]]) => (name === undefined ? [] : [id]));
  const writing = Array.from({ length: writers }, (_, writer) =>
    write(
      client,
      ledger,
      ids.filter((_, place) => place % writers === writer),
      () => {
        if (ledger.confirmed >= enough) killing ??= sandbox.kill();
      },
    ),
  );
  await Promise.allSettled(writing);
  await killing;
}

/** Holds what is there against the ledger, and settles what was in doubt. */
async function compare(sandbox: SandboxProcess, ledger: Ledger): Promise<string[]> {
  const found = new Map<string, string>();
  for await (const { id, name } of clientOf(sandbox).listWebhooks(appId)) found.set(id, name);
  const wrong: string[] = [];
  for (const [id, possible] of ledger.webhooks) {
    const name = found.get(id);
    if (!possible.includes(name)) wrong.push(`${id} is ${name}, not ${possible.join(" or ")}`);
    ledger.webhooks.set(id, [name]);
  }
  for (const [id, name] of found) {
    if (ledger.webhooks.has(id)) continue;
    if (!ledger.unconfirmed.has(name)) wrong.push(`${id} appeared: ${name}`);
    ledger.webhooks.set(id, [name]);
  }
  ledger.unconfirmed.clear();
  return wrong;
}

describe("a sandbox with a state file that is killed during writes", () => {
  it(`has every acknowledged write after each of ${kills} kills`, {
    timeout: 20_000 + kills * 5_000,
  }, async () => {
    const ledger = new Ledger();
    const state = join(folder, "state.json");
    for (let kill = 0; kill <= kills; kill += 1) {
      running = await startSandbox(file, "--state", state);
      expect(await compare(running, ledger)).toEqual([]);
      if (kill < kills) await writeUntilKilled(running, ledger, 1 + Math.floor(random() * 60));
    }
    console.log(`${kills} kills, ${ledger.confirmed} acknowledged writes: none lost`);
    expect(ledger.confirmed).toBeGreaterThan(kills);
  });
});
