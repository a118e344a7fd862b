/**
 * Builds what is published: compiles `src/` and what it needs of `generated/` into `dist/`, and
 * copies the generated files that the compiler does not.
 *
 *   npm run build [-- options of tsc]
 */
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

for (const folder of ["src", "generated"]) {
  rmSync(join(dist, folder), { recursive: true, force: true });
}
const compile = [tsc, "-p", "src/tsconfig.build.json", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, compile, { cwd: root, stdio: "inherit" });
if (status !== 0) {
  console.error("build: the compiler found errors, so there is nothing to publish");
  process.exit(1);
}
cpSync(join(root, "generated"), join(dist, "generated"), {
  recursive: true,
  filter: (file) => !file.endsWith(".ts") || file.endsWith(".d.ts"),
});
console.log("built dist/src and dist/generated");
