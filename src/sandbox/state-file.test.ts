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
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { State } from "./state.js";
import { type Disk, type OpenFile, systemDisk } from "./state-file/disk.js";
import { stateOf } from "./state-file/testing/stored.js";
import { openStateFile } from "./state-file.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-file-"));
  path = join(folder, "state.json");
});
afterEach(() => rm(folder, { recursive: true }));

async function keep(state: State, at = path): Promise<void> {
  const file = await openStateFile(at, () => state);
  await file.save();
  await file.close();
}

async function read(at = path): Promise<State | undefined> {
  const file = await openStateFile(at, () => stateOf(0));
  await file.close();
  return file.initial;
}

type Step = keyof Disk | keyof OpenFile;

/** The file system, of which a step fails as long as it is told to. */
function failingDisk(failure: { step?: Step; code: string }): Disk {
  async function attempt<T>(step: Step, perform: () => Promise<T>): Promise<T> {
    if (failure.step === step) throw Object.assign(new Error("no"), { code: failure.code });
    return perform();
  }
  return {
    create: (file) =>
      attempt("create", async () => {
        const { write, sync, close } = await systemDisk.create(file);
        return {
          // What a full disk has taken before it is full stays in the file.
          write: (bytes) =>
            write(bytes.subarray(0, 10)).then(() =>
              attempt("write", () => write(bytes.subarray(10))),
            ),
          sync: () => attempt("sync", sync),
          close,
        };
      }),
    rename: (from, to) => attempt("rename", () => systemDisk.rename(from, to)),
    remove: systemDisk.remove,
    syncFolder: (at) => attempt("syncFolder", () => systemDisk.syncFolder(at)),
  };
}

describe("openStateFile", () => {
  it("keeps a state for the next time, and leaves nothing else behind", async () => {
    expect(await read()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    for (const state of [stateOf(3), stateOf(0), stateOf(500)]) {
      await keep(state);
      expect(await read()).toEqual(state);
    }
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("makes a file that its owner alone may read, whatever it was before", async () => {
    await keep(stateOf(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await keep(stateOf(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("follows symbolic links, also to a file that is not there yet, and lets them be", async () => {
    const away = join(folder, "away");
    const [outer, inner] = [join(folder, "outer"), join(folder, "inner")];
    await mkdir(away);
    await symlink("inner", outer);
    await symlink(join("away", "state.json"), inner);
    await keep(stateOf(1), outer);
    await keep(stateOf(2), inner);
    expect(await read(join(away, "state.json"))).toEqual(stateOf(2));
    expect((await lstat(outer)).isSymbolicLink() && (await lstat(inner)).isSymbolicLink()).toBe(
      true,
    );
    expect(await readdir(away)).toEqual(["state.json"]);

    const file = await openStateFile(outer, () => stateOf(0));
    await expect(read(inner)).rejects.toMatchObject({ code: "locked" });
    await file.close();
  });

  it("cleans up what a killed process left unfinished", async () => {
    await keep(stateOf(2));
    await writeFile(`${path}.unfinished`, (await readFile(path)).subarray(0, 100));
    expect(await read()).toEqual(stateOf(2));
    expect(await readdir(folder)).toEqual(["state.json"]);
  });

  it("leaves a damaged file and all beside it as they are", async () => {
    await keep(stateOf(2));
    const damaged = (await readFile(path)).subarray(0, -7);
    await writeFile(path, damaged);
    await writeFile(`${path}.unfinished`, "{");
    await expect(read()).rejects.toMatchObject({
      name: "StateFileError",
      code: "damaged",
      message: expect.stringContaining(`state file ${path} is damaged: its end is missing;`),
    });
    expect(await readFile(path)).toEqual(damaged);
    expect((await readdir(folder)).sort()).toEqual(["state.json", "state.json.unfinished"]);
  });

  it.each([
    ["missing/state.json", "its folder does not exist, make it first (ENOENT)"],
    ["file/state.json", "what should be its folder is none (ENOTDIR)"],
    ["circle", "its symbolic links lead in a circle (ELOOP)"],
  ])("refuses the path %s: %s", async (name, reason) => {
    await writeFile(join(folder, "file"), "");
    await symlink("circle", join(folder, "circle"));
    const at = join(folder, name);
    await expect(read(at)).rejects.toMatchObject({
      code: "unusable_path",
      message: `state file ${at} cannot be used: ${reason}`,
    });
  });

  it.each([".", "/dev/null"])("refuses %s, which is not a file", async (name) => {
    await expect(read(name)).rejects.toMatchObject({
      code: "unusable_path",
      message: `state file ${name} is not a file: name another`,
    });
  });

  it.runIf(process.platform === "linux")(
    "refuses a folder where nothing can be written",
    async () => {
      await expect(read("/proc/self/state.json")).rejects.toMatchObject({ code: "unusable_path" });
    },
  );
});

describe("save", () => {
  it.each<[Step, string]>([
    ["create", "ENOSPC"],
    ["write", "ENOSPC"],
    ["sync", "EIO"],
    ["rename", "EIO"],
  ])("rejects when %s fails, keeps the old file, and succeeds later", async (step, code) => {
    await keep(stateOf(1));
    const before = await readFile(path);
    const failure: { step?: Step; code: string } = { step, code };
    const file = await openStateFile(path, () => stateOf(2), failingDisk(failure));
    await expect(file.save()).rejects.toMatchObject({
      code: "write_failed",
      message: `state file ${path} could not be written (${code}); the next change tries again`,
    });
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(folder)).not.toContain("state.json.unfinished");
    delete failure.step;
    await file.save();
    await file.close();
    expect(await read()).toEqual(stateOf(2));
  });

  it("rejects when it cannot be known whether a power cut would spare the new file", async () => {
    const disk = failingDisk({ step: "syncFolder", code: "EIO" });
    const file = await openStateFile(path, () => stateOf(1), disk);
    await expect(file.save()).rejects.toMatchObject({ code: "write_failed" });
    await file.close();
  });

  it("writes once for many who call at once", async () => {
    let writes = 0;
    const state = stateOf(0);
    const disk: Disk = {
      ...systemDisk,
      rename: (from, to) => systemDisk.rename(from, to).finally(() => (writes += 1)),
    };
    const file = await openStateFile(path, () => state, disk);
    const saves = Array.from({ length: 100 }, (_, index) => {
      state.sequence = index + 1;
      return file.save();
    });
    await Promise.all(saves);
    await file.close();
    expect(writes).toBe(1);
    expect((await read())?.sequence).toBe(100);
  });
});

describe("close", () => {
  it("keeps others out until the last write is done", async () => {
    let atTheEnd: string[] = [];
    const disk: Disk = {
      ...systemDisk,
      async syncFolder(at) {
        atTheEnd = await readdir(at);
        await systemDisk.syncFolder(at);
      },
    };
    const file = await openStateFile(path, () => stateOf(4), disk);
    const saved = file.save();
    await Promise.all([file.close(), file.close()]);
    expect(atTheEnd).toContainEqual(expect.stringContaining("state.json.lock."));
    expect(await read()).toEqual(stateOf(4));
    await saved;
  });

  it("refuses to save from then on", async () => {
    const file = await openStateFile(path, () => stateOf(4));
    const closed = file.close();
    await expect(file.save()).rejects.toMatchObject({ code: "closed" });
    await closed;
    expect(await readdir(folder)).toEqual([]);
  });

  it("lets go of the file although the last write failed", async () => {
    const disk = failingDisk({ step: "sync", code: "EIO" });
    const file = await openStateFile(path, () => stateOf(1), disk);
    const saved = expect(file.save()).rejects.toThrow("EIO");
    await file.close();
    await saved;
    expect(await readdir(folder)).toEqual([]);
  });
});
