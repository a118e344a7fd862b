import { readFile } from "node:fs/promises";
import { systemCode } from "./errors.js";

/** Of births that cannot be looked up from outside the process. */
const untold = "t";

/**
 * When this or another process began, in words that only compare: a process id alone may have been
 * given to another since, above all in a container, where the same few ids come round.
 */
export async function birthOf(pid: number): Promise<string> {
  const stat = await readStat(pid);
  return stat === undefined ? `${untold}${Math.floor(performance.timeOrigin)}` : stat.birth;
}

/** Whether the process that was born then is alive; if in doubt, it is. */
export async function isRunning(pid: number, birth: string): Promise<boolean> {
  const stat = await readStat(pid);
  if (stat === undefined) return exists(pid);
  return !stat.isDead && (birth.startsWith(untold) || birth === stat.birth);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process does not let itself be asked, but it is there.
    return systemCode(error) !== "ESRCH";
  }
}

/** What Linux tells of a process, see proc(5); undefined elsewhere, or if there is none. */
async function readStat(pid: number): Promise<{ isDead: boolean; birth: string } | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // The second field is a name in parentheses that may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state = "", ticksAfterBoot = ""] = [fields[0], fields[19]];
    // A killed process remains as a zombie until its parent takes notice, which may be never.
    return { isDead: "ZXx".includes(state), birth: `${boot.slice(0, 8)}_${ticksAfterBoot}` };
  } catch {
    return undefined;
  }
}
