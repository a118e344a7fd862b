import { describe, expect, it } from "vitest";
import { replaceFile, unfinished } from "./replace-file.js";
import { createCrashDisk } from "./testing/crash-disk.js";

const path = "/folder/state.json";
const oldBytes = Buffer.from("the old state");
const newBytes = Buffer.from("the new state, which is longer");

/** Replaces the file on a machine that stops after so many steps. */
async function crashAfter(steps: number, files: Record<string, Uint8Array>) {
  const disk = createCrashDisk(files, steps);
  const isDone = await replaceFile(disk, path, newBytes).then(
    () => true,
    () => false,
  );
  const contents = disk.contentsAfterCrash(path).map((bytes) => bytes && `${Buffer.from(bytes)}`);
  return { isDone, contents: [...new Set(contents)] };
}

describe("replaceFile", () => {
  it.each<[string, Record<string, Uint8Array>, string | undefined]>([
    ["the old file", { [path]: oldBytes }, `${oldBytes}`],
    ["no file", {}, undefined],
    [
      "the old file beside a stale one",
      { [path]: oldBytes, [unfinished(path)]: Buffer.from("th") },
      `${oldBytes}`,
    ],
  ])(
    "leaves %s or the new one wherever the machine stops, and the new one once done",
    async (_title, files, old) => {
      let steps = 0;
      for (; steps < 50; steps += 1) {
        const { isDone, contents } = await crashAfter(steps, files);
        if (isDone) {
          expect(contents).toEqual([`${newBytes}`]);
          break;
        }
        for (const content of contents) expect([old, `${newBytes}`]).toContain(content);
      }
      expect(steps).toBe(8);
    },
  );
});
