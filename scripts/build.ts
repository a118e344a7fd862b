/**
 * Builds what is published: compiles `src/` and what it needs of `generated/` into `dist/`, and
 * copies the generated files that the compiler does not.
 */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./command-line.js";
import { programOf, root, runStep } from "./run-programs.js";

const { types } = commandLine("build", "Compiles what is published into dist/.")
  .option("--no-types", "do not check the types of the sources")
  .parse()
  .opts<{ types: boolean }>();

const dist = join(root, "dist");
for (const folder of ["src", "generated"]) {
  rmSync(join(dist, folder), { recursive: true, force: true });
}
const compile = [programOf("typescript", "bin/tsc"), "-p", "src/tsconfig.build.json"];
runStep("build", root, process.execPath, ...compile, ...(types ? [] : ["--noCheck"]));
cpSync(join(root, "generated"), join(dist, "generated"), {
  recursive: true,
  filter: (file) => !file.endsWith(".ts") || file.endsWith(".d.ts"),
});
console.log("built dist/src and dist/generated");
