import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLock } from "./lock.js";
import { birthOf } from "./process-identity.js";
import { startCounting } from "./testing/start-counting.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-file-lock-"));
  path = join(folder, "state.json");
});
afterEach(() => rm(folder, { recursive: true }));

/** A process that lived and died. */
const deadPid = () => spawnSync(process.execPath, ["--version"]).pid;

/** Puts down what a process would have left. */
const leaveLock = (pid: number, birth: string) => writeFile(`${path}.lock.${pid}.${birth}`, "");

const locks = async () =>
  (await readdir(folder)).filter((name) => name.startsWith(`${basename(path)}.lock.`));

describe("takeLock", () => {
  it("holds until it is let go, also against this very process", async () => {
    const unlock = await takeLock(path);
    await expect(takeLock(path)).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(
        `state file ${path} is in use by this process: stop it first`,
      ),
    });
    await unlock();
    await (await takeLock(path))();
    expect(await locks()).toEqual([]);
  });

  it("holds against another process until that one is killed", async () => {
    const other = startCounting(path, 1);
    expect(await other.opened).toBe("open");
    await expect(takeLock(path)).rejects.toMatchObject({
      code: "locked",
      message: expect.stringMatching(
        new RegExp(
          `is in use by process ${other.pid}: .+ remove ${path}.lock.${other.pid}\\.\\w+\\)$`,
        ),
      ),
    });
    expect(await locks()).toHaveLength(1);
    await other.killAfter(0);
    const unlock = await takeLock(path);
    expect(await locks()).toEqual([expect.stringContaining(`lock.${process.pid}.`)]);
    await unlock();
  });

  it("is given to at most one of many who find a dead one's at once", async () => {
    await leaveLock(deadPid(), "0_0");
    const others = Array.from({ length: 5 }, () => startCounting(path, 1));
    const lines = await Promise.all(others.map(({ opened }) => opened));
    await Promise.all(others.map((other) => other.killAfter(0)));
    expect(lines.filter((line) => line === "open").length).toBeLessThanOrEqual(1);
    expect(lines.filter((line) => line === "refused locked").length).toBeGreaterThanOrEqual(4);
  });

  it("shows itself before it looks for others, so that of two at once one sees the other", async () => {
    let seen: string[] = [];
    const unlock = await takeLock(path, async (at) => {
      seen = await readdir(at);
      return seen;
    });
    expect(seen).toEqual(await locks());
    expect(seen).toHaveLength(1);
    await unlock();
  });

  it("takes no notice of other files' locks, nor of files that only look alike", async () => {
    const names = [
      "other.json.lock.1.t0",
      "state.json.lock",
      "state.json.lock.1",
      "state.json.lock.x.y",
    ];
    for (const name of names) await writeFile(join(folder, name), "");
    await (await takeLock(path))();
    expect((await readdir(folder)).sort()).toEqual([...names].sort());
  });

  it("believes a living process whose birth cannot be compared", async () => {
    await leaveLock(process.ppid, "t1700000000000");
    await expect(takeLock(path)).rejects.toMatchObject({ code: "locked" });
  });

  it.runIf(existsSync("/proc/self/stat"))("knows a process id that was given anew", async () => {
    await leaveLock(process.ppid, await birthOf(process.ppid));
    await expect(takeLock(path)).rejects.toMatchObject({ code: "locked" });
    await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), "state-file-lock-"));
    path = join(folder, "state.json");

    await leaveLock(process.ppid, "00000000_1");
    await leaveLock(process.pid, "00000000_1");
    await (await takeLock(path))();
    expect(await locks()).toEqual([]);
  });
});
