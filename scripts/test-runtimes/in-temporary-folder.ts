import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workplace } from "./runtime.js";

/** Works in a folder of its own, and leaves neither it nor a process behind when interrupted. */
export async function inTemporaryFolder(work: (place: Workplace) => Promise<void>): Promise<void> {
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => interruption.abort());
  }
  const { signal } = interruption;
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-runtimes-"));
  try {
    await work({ folder, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    // Programs that were ended a moment ago may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (signal.aborted) process.exitCode = 130;
}
