import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../random.js";
import { openStateFile } from "../state-file.js";
import { startCounting } from "./testing/start-counting.js";
import { stateOf } from "./testing/stored.js";

const kills = 20;
const writers = 20;
const random = seededRandom(20);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "state-file-kill-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The number of each writer, as a restarted sandbox reads it. */
async function numbersIn(path: string): Promise<number[]> {
  const file = await openStateFile(path, () => stateOf(0));
  await file.close();
  return file.initial?.webhooks.map(({ webhook }) => Number(webhook.name)) ?? [];
}

describe("a process that is killed while it writes", () => {
  it("loses no confirmed write", { timeout: 60_000 }, async () => {
    const path = join(folder, "state.json");
    const confirmed = Array.from({ length: writers }, () => 0);
    let confirmations = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const last = await startCounting(path, writers).killAfter(1 + Math.floor(random() * 400));
      for (const [writer, number] of last) {
        confirmations += number - (confirmed[writer] ?? 0);
        confirmed[writer] = number;
      }
      const found = await numbersIn(path);
      const ahead = found.map((number, writer) => number - (confirmed[writer] ?? 0));
      // A writer goes on only once it has told its number, so at most one more can be on disk.
      expect(found).toHaveLength(writers);
      expect(ahead.filter((more) => more !== 0 && more !== 1)).toEqual([]);
      confirmed.splice(0, writers, ...found);
    }
    console.log(`${kills} kills, ${confirmations} confirmed writes: none lost`);
    expect(confirmations).toBeGreaterThan(kills);
    expect(await readdir(folder)).toEqual(["state.json"]);
  });
});
