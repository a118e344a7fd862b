import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { createSandbox, type Sandbox } from "./index.js";
import { openStateFile } from "./state-file.js";
import type { State, StoredWebhook } from "./store.js";
import { appId, clientOf, input } from "./testing/ask.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-file-"));
  path = join(folder, "state.json");
});
afterEach(() => rm(folder, { recursive: true }));

const storedWebhook = (sequence: number): StoredWebhook => ({
  appId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
  sequence,
  webhook: {
    ...examples.createdWebhook,
    id: `ep_${`${sequence}`.padStart(27, "0")}`,
    name: `Webhook ${sequence}`,
    headers: [{ key: "X-Greeting", value: 'Grüße, 世界 🌍 "' }],
  },
  oldSecrets: [{ secret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O", until: 1_700_000_000_000 }],
});

const stateOf = (count: number): State => ({
  sequence: count,
  webhooks: Array.from({ length: count }, (_, index) => storedWebhook(index + 1)),
});

async function write(state: State, at = path): Promise<void> {
  const file = await openStateFile(at, () => state);
  await file.save();
  await file.close();
}

async function read(at = path): Promise<State | undefined> {
  const file = await openStateFile(at, () => stateOf(0), 0);
  await file.close();
  return file.initial;
}

describe("openStateFile", () => {
  it("keeps a state for the next time, and leaves nothing else behind", async () => {
    expect(await read()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    for (const state of [stateOf(3), stateOf(0), stateOf(500)]) {
      await write(state);
      expect(await read()).toEqual(state);
    }
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("makes a file that only its owner can read, whatever it was before", async () => {
    await writeFile(`${path}.tmp`, "left by a process that was killed", { mode: 0o644 });
    await write(stateOf(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await write(stateOf(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("writes and locks the file behind a symbolic link", async () => {
    const link = join(folder, "link");
    await write(stateOf(1));
    await symlink("state.json", link);
    await write(stateOf(2), link);
    expect(await read()).toEqual(stateOf(2));
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    const file = await openStateFile(link, () => stateOf(0));
    await expect(read()).rejects.toMatchObject({ code: "locked" });
    await file.close();
  });

  const withState = (state: unknown) =>
    JSON.stringify({ format: "mendix-webhooks sandbox state", version: 1, state });
  const withStored = (change: object) =>
    withState({ sequence: 1, webhooks: [{ ...storedWebhook(1), ...change }] });

  it.each([
    "",
    '{"webhooks":[]}',
    withState(stateOf(2)).slice(0, -7),
    withState(stateOf(1)).replace('"version":1', '"version":2'),
    withState({ sequence: 0.5, webhooks: [] }),
    withState({ sequence: 1, webhooks: [null] }),
    withStored({ appId: undefined }),
    withStored({ sequence: "1" }),
    withStored({ webhook: { ...storedWebhook(1).webhook, url: 1 } }),
    withStored({ oldSecrets: [{ secret: "a", until: null }] }),
  ])("refuses a damaged file, and leaves it as it is (%#)", async (text) => {
    await writeFile(path, text);
    await expect(read()).rejects.toMatchObject({
      name: "SandboxError",
      code: "damaged",
      message:
        `state file ${path} is damaged, or of another version: ` +
        "restore a copy of it, or move it away to begin with no webhooks",
      cause: undefined,
    });
    expect(await readFile(path, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it.each([
    ["missing/state.json", "ENOENT"],
    ["file/state.json", "ENOTDIR"],
    [".", "EISDIR"],
  ])("refuses the path %s (%s)", async (name, code) => {
    await writeFile(join(folder, "file"), "");
    const at = join(folder, name);
    await expect(read(at)).rejects.toMatchObject({
      code: "unusable_path",
      message: `state file ${at} cannot be used (${code}): it must be a file in a writable folder`,
    });
  });
});

describe("the option state of createSandbox", () => {
  it("keeps what changed, also by a reset, whatever ids a seed gives again", async () => {
    const countAfter = async (change: (sandbox: Sandbox) => Promise<unknown>) => {
      const sandbox = await createSandbox({ port: "none", state: path, seed: 1 });
      await change(sandbox);
      await sandbox.close();
      return (await read())?.webhooks.length;
    };
    expect(await countAfter((one) => clientOf(one).createWebhook(appId, input))).toBe(1);
    expect(await countAfter((one) => clientOf(one).createWebhook(appId, input))).toBe(2);
    expect(await countAfter((one) => one.reset())).toBe(0);
  });

  it("leaves the file free when the port is taken", async () => {
    const { origin, close } = await createSandbox();
    const port = Number(new URL(origin).port);
    await expect(createSandbox({ port, state: path })).rejects.toThrow("is taken");
    await expect(read()).resolves.toBeUndefined();
    await close();
  });
});

describe("save", () => {
  it("rejects once another process has taken the lock", async () => {
    const file = await openStateFile(path, () => stateOf(1));
    await rm(`${path}.lock`, { recursive: true });
    await vi.waitFor(() => expect(file.save()).rejects.toMatchObject({ code: "locked" }), 30_000);
    await file.close();
  });

  it("rejects when the file cannot be written, keeps the old one, and succeeds later", async () => {
    await write(stateOf(1));
    const file = await openStateFile(path, () => stateOf(2));
    await mkdir(`${path}.tmp`);
    await expect(file.save()).rejects.toMatchObject({
      code: "write_failed",
      message: expect.stringMatching(/could not be written \(\w+\); the next change tries again$/),
    });
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ state: { sequence: 1 } });
    await rm(`${path}.tmp`, { recursive: true });
    await file.save();
    await file.close();
    expect(await read()).toEqual(stateOf(2));
  });
});

describe("close", () => {
  it("waits for the last write, lets go of the file, and refuses to save from then on", async () => {
    const file = await openStateFile(path, () => stateOf(4));
    const saved = file.save();
    await Promise.all([file.close(), file.close()]);
    expect(await read()).toEqual(stateOf(4));
    await saved;
    await expect(file.save()).rejects.toMatchObject({ code: "closed" });
  });
});
