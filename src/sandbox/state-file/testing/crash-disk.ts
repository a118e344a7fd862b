import type { Disk } from "../disk.js";

/** What is at one place on the disk; all beyond `synced` a power cut may lose. */
interface Content {
  bytes: Uint8Array;
  synced: Uint8Array;
}

type Entries = ReadonlyMap<string, Content>;

/** A disk in memory of a machine that stops before one of its steps. */
export interface CrashDisk extends Disk {
  /** Every content that a file may have when the machine is started again. */
  contentsAfterCrash(path: string): (Uint8Array | undefined)[];
}

/**
 * Makes a disk that carries out so many steps and then no more. It is as forgetful as POSIX allows:
 * of a file that was not synced any part may be lost, and names may be as they were at any time
 * since their folder was synced.
 */
export function createCrashDisk(files: Record<string, Uint8Array>, steps: number): CrashDisk {
  let left = steps;
  /** What the folder was since it was last synced; the newest is what processes see. */
  let history: Entries[] = [
    new Map(Object.entries(files).map(([path, bytes]) => [path, { bytes, synced: bytes }])),
  ];
  const entries = () => new Map(history.at(-1));

  function step(): void {
    if (left === 0) throw new Error("the machine has stopped");
    left -= 1;
  }

  return {
    async create(path) {
      step();
      const content: Content = { bytes: new Uint8Array(), synced: new Uint8Array() };
      if (entries().has(path)) throw new Error(`${path} exists`);
      history.push(entries().set(path, content));
      return {
        async write(bytes) {
          for (const end of [bytes.length >> 1, bytes.length]) {
            step();
            content.bytes = bytes.slice(0, end);
          }
        },
        async sync() {
          step();
          content.synced = content.bytes;
        },
        async close() {
          step();
        },
      };
    },
    async rename(from, to) {
      step();
      const after = entries();
      const content = after.get(from);
      if (content === undefined) throw new Error(`${from} does not exist`);
      after.delete(from);
      history.push(after.set(to, content));
    },
    async remove(path) {
      step();
      const after = entries();
      after.delete(path);
      history.push(after);
    },
    async syncFolder() {
      step();
      history = [entries()];
    },
    contentsAfterCrash: (path) =>
      history.flatMap((possible) => {
        const content = possible.get(path);
        if (content === undefined) return [undefined];
        const { bytes, synced } = content;
        return [bytes, synced, bytes.slice(0, (synced.length + bytes.length) >> 1)];
      }),
  };
}
