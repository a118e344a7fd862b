/** Names what is missing for a release, one line each; it exits with 1 if there is something. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./command-line.js";
import { missingForRelease } from "./missing-for-release.js";
import { root } from "./run-programs.js";

commandLine("release:check", "Names what is missing for a release of the package.").parse();

const read = (file: string) => readFileSync(join(root, file), "utf8");
const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" });
const missing = missingForRelease({
  manifest: JSON.parse(read("package.json")),
  changesets: readdirSync(join(root, ".changeset")),
  readme: read("README.md"),
  files: tracked.trim().split("\n"),
});
for (const line of missing) console.error(`release:check: ${line}`);
if (missing.length > 0) process.exitCode = 1;
