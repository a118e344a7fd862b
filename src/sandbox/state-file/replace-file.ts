import { dirname } from "node:path";
import type { Disk } from "./disk.js";

/** Where the next state is written before it takes the place of the present one. */
export const unfinished = (path: string) => `${path}.unfinished`;

/**
 * Replaces a file in one step: whenever the process or the machine stops, the file is the old one
 * or the new one, and once this has resolved it is the new one.
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const next = unfinished(path);
  // One may be left from a process that was killed, or from a disk that was full.
  await disk.remove(next);
  try {
    await writeDurably(disk, next, bytes);
    await disk.rename(next, path);
  } catch (error) {
    // The failure that counts is the first one.
    await disk.remove(next).catch(() => {});
    throw error;
  }
  await disk.syncFolder(dirname(path));
}

async function writeDurably(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.create(path);
  try {
    await file.write(bytes);
    // Before the renaming: otherwise a power cut may leave the new name with nothing in it.
    await file.sync();
  } finally {
    await file.close();
  }
}
