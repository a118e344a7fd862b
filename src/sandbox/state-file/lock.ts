import { open, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { StateFileError, systemCode } from "./errors.js";
import { birthOf, isRunning } from "./process-identity.js";

/**
 * Takes a file for this process, and gives a function that lets go of it.
 *
 * Each process has a lock file of its own, named after it, so that whoever finds one can tell
 * whether its process still runs, and removing a dead one's can never remove a living one's. That
 * is what a single lock file cannot do: two that find it dead at once may both end up with it. Each
 * leaves its own before it looks for others, so of two at once at least one sees the other.
 *
 * It holds among the processes of one machine, or of one container.
 *
 * @param list - gives the names in a folder
 * @throws StateFileError when another process has it, or this one already
 */
export async function takeLock(
  path: string,
  list: (folder: string) => Promise<string[]> = readdir,
): Promise<() => Promise<void>> {
  const own = `${path}.lock.${process.pid}.${await birthOf(process.pid)}`;
  try {
    await (await open(own, "wx", 0o600)).close();
  } catch (error) {
    if (systemCode(error) === "EEXIST") throw locked(path, process.pid, own);
    throw error;
  }
  const unlock = () => rm(own, { force: true });
  try {
    await refuseOthers(path, own, await list(dirname(path)));
  } catch (error) {
    await unlock();
    throw error;
  }
  return unlock;
}

async function refuseOthers(path: string, own: string, names: string[]): Promise<void> {
  const prefix = `${basename(path)}.lock.`;
  for (const name of names) {
    const lock = join(dirname(path), name);
    const owner = /^(\d{1,10})\.(\w+)$/.exec(
      name.startsWith(prefix) ? name.slice(prefix.length) : "",
    );
    if (owner === null || lock === own) continue;
    const [, pid, birth = ""] = owner;
    if (await isRunning(Number(pid), birth)) throw locked(path, Number(pid), lock);
    await rm(lock, { force: true });
  }
}

const locked = (path: string, pid: number, lock: string) =>
  new StateFileError(
    "locked",
    `state file ${path} is in use by ${pid === process.pid ? "this process" : `process ${pid}`}: ` +
      `stop it first, or name another file (if it is no sandbox, remove ${lock})`,
  );
