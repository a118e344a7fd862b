import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A process that counts in a state file. */
export interface Counting {
  readonly pid: number | undefined;
  /** Its first line: whether it could open the file. */
  readonly opened: Promise<string>;
  /** Kills it once it has confirmed so many numbers; gives the last confirmed of each writer. */
  killAfter(confirmations: number): Promise<Map<number, number>>;
}

/** Starts a process that counts, see `counting-process.ts`. */
export function startCounting(path: string, writers: number): Counting {
  const script = join(import.meta.dirname, "counting-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, path, `${writers}`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const opened = once(lines, "line").then(([line]) => String(line));
  const confirmed = new Map<number, number>();
  let confirmations = 0;
  let limit = Number.POSITIVE_INFINITY;

  const killIfDue = () => confirmations >= limit && child.kill("SIGKILL");
  lines.on("line", (line) => {
    const [writer, number] = line.split(" ").map(Number);
    if (writer === undefined || number === undefined || Number.isNaN(number)) return;
    confirmed.set(writer, number);
    confirmations += 1;
    killIfDue();
  });
  const ended = once(lines, "close");

  return {
    pid: child.pid,
    opened,
    async killAfter(count) {
      limit = count;
      killIfDue();
      await Promise.all([exited, ended]);
      return confirmed;
    },
  };
}
