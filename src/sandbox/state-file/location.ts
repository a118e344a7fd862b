import { readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { StateFileError, systemCode } from "./errors.js";

/**
 * Finds the file behind a path, so that a symbolic link stays one when its target is replaced, and
 * so that all names of a file share one lock.
 *
 * @throws StateFileError when no state can be kept there
 */
export async function locate(path: string): Promise<string> {
  try {
    const target = await followLinks(resolve(path));
    const found = await stat(target).catch(unlessMissing);
    // Renaming would replace a device as readily as a file.
    if (found === undefined || found.isFile()) return target;
  } catch (error) {
    throw unusable(path, error);
  }
  throw new StateFileError("unusable_path", `state file ${path} is not a file: name another`);
}

/** What `realpath` does, for a file that need not be there. */
async function followLinks(path: string): Promise<string> {
  const real = await realpath(path).catch(unlessMissing);
  if (real !== undefined) return real;
  const folder = await realpath(dirname(path));
  const link = await readlink(path).catch(unlessMissing);
  return link === undefined ? join(folder, basename(path)) : followLinks(resolve(folder, link));
}

function unlessMissing(error: unknown): undefined {
  if (systemCode(error) !== "ENOENT") throw error;
}

/** Says that a state file's path cannot be used, and why. */
export function unusable(path: string, error: unknown): StateFileError {
  const code = systemCode(error) ?? "unknown";
  const reason = reasons[code] ?? "it cannot be read or its folder cannot be written";
  return new StateFileError(
    "unusable_path",
    `state file ${path} cannot be used: ${reason} (${code})`,
    error,
  );
}

const reasons: Record<string, string> = {
  ENOENT: "its folder does not exist, make it first",
  ENOTDIR: "what should be its folder is none",
  ELOOP: "its symbolic links lead in a circle",
  EROFS: "its folder cannot be written, choose another",
  ENOSPC: "there is no space left",
  EACCES: "the permission to read it or to write in its folder is missing",
  EPERM: "the permission to read it or to write in its folder is missing",
};
