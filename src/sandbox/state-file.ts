import { readFile } from "node:fs/promises";
import type { State } from "./state.js";
import { type Disk, systemDisk } from "./state-file/disk.js";
import { StateFileError, systemCode } from "./state-file/errors.js";
import { decodeState, encodeState } from "./state-file/format.js";
import { groupCommit } from "./state-file/group-commit.js";
import { locate, unusable } from "./state-file/location.js";
import { takeLock } from "./state-file/lock.js";
import { replaceFile, unfinished } from "./state-file/replace-file.js";

export { StateFileError, type StateFileErrorCode } from "./state-file/errors.js";

/** A file that keeps the state of a sandbox across restarts. */
export interface StateFile {
  /** What the file held when it was opened; undefined if there was none. */
  readonly initial: State | undefined;
  /**
   * Resolves once everything changed before the call is on disk; calls that arrive during a write
   * share the next one.
   *
   * @throws StateFileError when it could not be written. The change is still in the state, so the
   * next save that succeeds writes it too, unless it is taken back first.
   */
  save(): Promise<void>;
  /** Resolves once the last write is done and another process may open the file. */
  close(): Promise<void>;
}

/**
 * Opens a state file, or prepares for the first save to make it. The file is always a whole state:
 * `kill -9` or a power cut leave the one before a save or the one after, and after a save that
 * resolved the one after. Only its owner can read it, for it holds secrets.
 *
 * Each save writes everything anew. For 10,000 webhooks that takes some 30 ms, which is less
 * trouble than a journal would be.
 *
 * @param getState - gives what to write, whenever a write begins
 * @throws StateFileError when the file is damaged, in use, or cannot be kept there; it is then left
 * as it is
 */
export async function openStateFile(
  path: string,
  getState: () => State,
  disk: Disk = systemDisk,
): Promise<StateFile> {
  const target = await locate(path);
  const { initial, unlock } = await acquire(target, path, disk);
  const { commit, settled } = groupCommit(() => write(target, path, getState(), disk));
  let closing: Promise<void> | undefined;

  return {
    initial,
    async save() {
      if (closing) throw new StateFileError("closed", `state file ${path} is closed`);
      await commit();
    },
    close() {
      closing ??= settled().then(unlock);
      return closing;
    },
  };
}

/** Reads the file with its lock taken, or gives the lock back. */
async function acquire(target: string, path: string, disk: Disk) {
  let unlock: (() => Promise<void>) | undefined;
  try {
    unlock = await takeLock(target);
    return { unlock, initial: await read(target, path, disk) };
  } catch (error) {
    await unlock?.();
    throw error instanceof StateFileError ? error : unusable(path, error);
  }
}

async function read(target: string, path: string, disk: Disk): Promise<State | undefined> {
  const bytes = await readFile(target).catch((error): undefined => {
    if (systemCode(error) !== "ENOENT") throw error;
  });
  const state = bytes && decodeState(bytes, path);
  // Not before the state is known to be good: beside a damaged one this may be worth a look.
  await disk.remove(unfinished(target));
  return state;
}

async function write(target: string, path: string, state: State, disk: Disk): Promise<void> {
  const bytes = encodeState(state, path);
  try {
    await replaceFile(disk, target, bytes);
  } catch (error) {
    const code = systemCode(error) ?? "unknown";
    const message = `state file ${path} could not be written (${code}); the next change tries again`;
    throw new StateFileError("write_failed", message, error);
  }
}
