import { readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Route, routes } from "../../generated/routes.js";
import { isObject, SandboxError } from "./sandbox-error.js";
import type { State } from "./store.js";

const format = "mendix-webhooks sandbox state";
const version = 1;

/**
 * Opens a state file; the first save creates it. Only its owner can read it, because it holds
 * secrets. A process that is killed leaves the state before or after a save, never a part of one.
 *
 * @param getState - returns what to write, whenever a write begins
 * @param lockTimeout - milliseconds to wait for the lock. That of a process that was killed expires
 * within two seconds.
 * @throws SandboxError when the file is damaged, in use or not accessible; it is left as it is
 */
export async function openStateFile(path: string, getState: () => State, lockTimeout = 3_000) {
  const target = await realpath(path).catch(() => resolve(path));
  const temporary = `${target}.tmp`;
  const lock = await acquireLock(target, path, lockTimeout);
  const initial = await readState(target, path).catch(async (error) => {
    await lock.release();
    throw error;
  });

  let last: Promise<void> = Promise.resolve();
  let queued: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  async function write(): Promise<void> {
    queued = undefined;
    if (lock.isLost()) throw locked(path);
    try {
      const text = `${JSON.stringify({ format, version, state: getState() })}\n`;
      // A file left by a killed process would keep its mode.
      await rm(temporary, { force: true });
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, target);
    } catch (error) {
      const problem = `could not be written (${codeOf(error)}); the next change tries again`;
      throw stateError("write_failed", path, problem, error);
    }
  }

  return {
    /** The state in the file when it was opened; undefined if there was no file. */
    initial,
    /**
     * Resolves once everything that changed before the call is written. Calls during a write share
     * the next one.
     *
     * @throws SandboxError when it could not be written. The next save tries again.
     */
    async save(): Promise<void> {
      if (closing) throw stateError("closed", path, "is closed");
      queued ??= last.then(write);
      last = queued.catch(() => {});
      await queued;
    },
    /** Resolves once the last write is done and another process may open the file. */
    close(): Promise<void> {
      closing ??= last.then(lock.release);
      return closing;
    },
  };
}

async function acquireLock(target: string, path: string, timeout: number) {
  let isLost = false;
  const onCompromised = () => {
    isLost = true;
  };
  // Only here, because esbuild cannot put this package, which is CommonJS, into an ES module.
  const { lock: lockFile } = await import("proper-lockfile");
  const options = { realpath: false, stale: 2_000, update: 1_000, onCompromised };
  for (const deadline = Date.now() + timeout; ; await setTimeout(100)) {
    try {
      const release = await lockFile(target, options);
      // A lock that was lost cannot be released.
      return { isLost: () => isLost, release: () => release().catch(() => {}) };
    } catch (error) {
      if (codeOf(error) !== "ELOCKED") throw unusable(path, error);
      if (Date.now() >= deadline) throw locked(path);
    }
  }
}

async function readState(target: string, path: string): Promise<State | undefined> {
  const text = await readFile(target, "utf8").catch((error): undefined => {
    if (codeOf(error) !== "ENOENT") throw unusable(path, error);
  });
  const state = text === undefined ? undefined : parseState(text);
  if (state !== null) return state;
  const advice = "restore a copy of it, or move it away to begin with no webhooks";
  throw stateError("damaged", path, `is damaged, or of another version: ${advice}`);
}

/** Returns null without a reason, because the parser's message could quote secrets. */
function parseState(text: string): State | null {
  try {
    const content: unknown = JSON.parse(text);
    const isKnown = isObject(content) && content.format === format && content.version === version;
    return isKnown && isState(content.state) ? content.state : null;
  } catch {
    return null;
  }
}

const isState = (state: unknown): state is State =>
  isObject(state) &&
  Number.isSafeInteger(state.sequence) &&
  Array.isArray(state.webhooks) &&
  state.webhooks.every(isStoredWebhook);

/** The contract may have lost or renamed the operation. */
const { getWebhook }: Readonly<Record<string, Route | undefined>> = routes;
const isWebhook = getWebhook?.results[200] ?? isObject;

const isStoredWebhook = (stored: unknown) =>
  isObject(stored) &&
  typeof stored.appId === "string" &&
  Number.isSafeInteger(stored.sequence) &&
  isWebhook(stored.webhook) &&
  Array.isArray(stored.oldSecrets) &&
  stored.oldSecrets.every((old) => typeof old?.secret === "string" && Number.isFinite(old.until));

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "unknown";

/** The message is one line that says what to do. */
const stateError = (code: string, path: string, problem: string, cause?: unknown) =>
  new SandboxError(`state file ${path} ${problem}`, code, cause);

const locked = (path: string) =>
  stateError("locked", path, "is in use by another sandbox: stop that one, or name another file");

function unusable(path: string, error: unknown) {
  const problem = `cannot be used (${codeOf(error)}): it must be a file in a writable folder`;
  return stateError("unusable_path", path, problem, error);
}
