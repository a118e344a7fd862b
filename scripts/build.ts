/**
 * Builds what is published: `npm run build` compiles `src/` and what it needs of `generated/` into
 * `dist/`, and copies the generated files that the compiler leaves where they are.
 */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

for (const folder of ["src", "generated"])
  rmSync(join(dist, folder), { recursive: true, force: true });
try {
  execFileSync(process.execPath, [tsc, "-p", "src/tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
} catch {
  console.error("build: the compiler found errors, so there is nothing to publish");
  process.exit(1);
}
cpSync(join(root, "generated"), join(dist, "generated"), {
  recursive: true,
  filter: (file) => !file.endsWith(".ts") || file.endsWith(".d.ts"),
});
console.log("built dist/src and dist/generated");
