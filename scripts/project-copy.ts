import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const parts = (
  "openapi generated src scripts contract-tests " +
  "package.json tsconfig.json redocly.yaml vitest.config.ts"
).split(" ");

export type ProjectCopy = Awaited<ReturnType<typeof copyProject>>;

/** Makes a copy of the project for tests that change it; it shares the installed packages. */
export async function copyProject() {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-copy-"));
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  const read = (path: string) => readFile(join(folder, path), "utf8");
  const write = (path: string, text: string) => writeFile(join(folder, path), text);
  return {
    folder,
    read,
    write,
    /** Replaces text of a file; throws if the text does not stand in it exactly once. */
    async edit(path: string, before: string, after: string) {
      const pieces = (await read(path)).split(before);
      if (pieces.length !== 2) throw new Error(`${path} has the text ${pieces.length - 1} times`);
      await write(path, pieces.join(after));
    },
    run: (...command: string[]) => runProgram(folder, command),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Node's own options, by what a program is run with. */
const nodeOptions: Record<string, string[]> = { node: [], tsx: ["--import", "tsx"] };

/** Runs a program of a package that is installed in a folder, or one of ours with `node` or `tsx`. */
export function runProgram(
  cwd: string,
  [program = "", ...args]: string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number; output: string }> {
  const options = nodeOptions[program];
  const file = options ? process.execPath : join(cwd, "node_modules/.bin", program);
  // A test runner inside a test runner must not take itself for a part of the outer one.
  const { VITEST: _, VITEST_WORKER_ID: __, VITEST_POOL_ID: ___, ...env } = process.env;
  const settings = { cwd, env: { ...env, ...environment, NO_COLOR: "1" }, maxBuffer: 2 ** 26 };
  return new Promise((settle) => {
    execFile(file, [...(options ?? []), ...args], settings, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error ? 1 : 0;
      settle({ exitCode, output: `${stdout}\n${stderr}` });
    });
  });
}
