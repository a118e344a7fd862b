/**
 * Builds what is published into `dist/`: ECMAScript modules with their types, and the same as
 * CommonJS. In Node, `import` leads to the CommonJS files too, so that an application that uses both
 * has each class once. Bundlers take the ECMAScript modules for both, by the condition `module`.
 */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { commandLine } from "./command-line.js";
import { programOf, root, runStep } from "./run-programs.js";

const { types } = commandLine("build", "Compiles what is published into dist/.")
  .option("--no-types", "do not check the types of the sources")
  .parse()
  .opts<{ types: boolean }>();

const esm = join(root, "dist/esm");
const cjs = join(root, "dist/cjs");
const node = join(root, "dist/node");
for (const folder of [esm, cjs, node]) rmSync(folder, { recursive: true, force: true });

const compile = [programOf("typescript", "bin/tsc"), "-p", "src/tsconfig.build.json"];
runStep("build", root, process.execPath, ...compile, ...(types ? [] : ["--noCheck"]));
cpSync(join(root, "generated"), join(esm, "generated"), {
  recursive: true,
  filter: (file) => !file.endsWith(".ts") || file.endsWith(".d.ts"),
});
// `npx mendix-webhooks` in a clone runs the file itself.
chmodSync(join(esm, "src/cli/main.js"), 0o755);
// Beside package.json, because editors look for files and do not know `exports`.
const schema = "webhooks-file.schema.json";
renameSync(join(esm, "generated", schema), join(root, schema));

cpSync(esm, cjs, { recursive: true, filter: (file) => !/\.(js|json)$|\/src\/cli$/.test(file) });
writeFileSync(join(cjs, "package.json"), '{ "type": "commonjs" }\n');
for (const file of readdirSync(esm, { recursive: true, encoding: "utf8" })) {
  // The command line is a program, which nobody requires.
  if (!file.endsWith(".js") || file.startsWith("src/cli/")) continue;
  // Without a path, esbuild leaves the default exports of CommonJS packages to their `__esModule`.
  const source = readFileSync(join(esm, file), "utf8");
  // Jest cannot run `import()` in CommonJS.
  const supported = { "dynamic-import": false };
  const { code } = transformSync(source, { format: "cjs", platform: "node", supported });
  writeFileSync(join(cjs, file), code);
}

mkdirSync(node);
for (const name of ["index", "receiver", "redis", "sandbox"]) {
  const file = name === "index" ? "index.js" : `${name}/index.js`;
  writeFileSync(join(node, `${name}.mjs`), `export * from "../cjs/src/${file}";\n`);
}
console.log("built dist/esm, dist/cjs and dist/node");
