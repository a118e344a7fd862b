import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Generated files by their path below `generated/`. */
export type Files = Record<string, string>;

/** Names of the files that differ from what would be generated, are missing, or are left over. */
export async function staleFiles(folder: string, files: Files): Promise<string[]> {
  const present = await filesBelow(folder);
  const changed = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const current = await readFile(join(folder, path), "utf8").catch(() => undefined);
      return current === text ? [] : [path];
    }),
  );
  return [...changed.flat(), ...present.filter((path) => !(path in files))].sort();
}

/** Brings the folder to exactly these files: all are written aside first, then put in place. */
export async function writeFiles(folder: string, files: Files): Promise<string[]> {
  const stale = await staleFiles(folder, files);
  const aside = `${folder}.new`;
  try {
    for (const path of stale.filter((name) => name in files)) {
      const file = join(aside, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, files[path] ?? "");
    }
    for (const path of stale) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      if (path in files) await rename(join(aside, path), file);
      else await rm(file);
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return stale;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
