/**
 * Runs the tests of the client and the receiver on the supported majors of Node other than this one,
 * which the npm package `node` provides. Among the tests is one that runs the receiver in workerd.
 *
 *   npm run test:runtimes [-- 22 24]
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const versions: Record<string, string> = { 20: "20.19.0", 22: "22.23.3", 24: "24.21.0" };
const currentMajor = process.versions.node.split(".")[0] ?? "";

const root = join(import.meta.dirname, "..");
const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);
const folders = ["src/client", "src/receiver"];
const vitestArgs = ["run", ...folders, "--testTimeout=60000", "--silent=passed-only"];

const requested = process.argv.slice(2);
const unknown = requested.filter((major) => versions[major] === undefined);
if (unknown.length > 0) {
  const known = Object.keys(versions).join(", ");
  console.error(`test:runtimes: '${unknown.join(" ")}' is not a major of Node among ${known}`);
  process.exit(2);
}
const majors = Object.keys(versions).filter((major) => major !== currentMajor);
for (const major of requested.length > 0 ? requested : majors) {
  testOnNode(versions[major] ?? "");
}

function testOnNode(version: string): void {
  console.log(`Node ${version}`);
  const program = obtainNode(version);
  if (program === undefined) {
    fail(`npm cannot provide Node ${version}`);
    return;
  }
  const options = { cwd: root, stdio: "inherit" } as const;
  const { status } = spawnSync(program, [vitest, ...vitestArgs], options);
  if (status !== 0) fail(`the tests fail on Node ${version}`);
}

/** The path of this version's program, which must report that version itself. */
function obtainNode(version: string): string | undefined {
  const command = ["node", "-p", "process.version + process.execPath"];
  const args = ["exec", "--yes", `--package=node@${version}`, "--", ...command];
  const { stdout } = spawnSync("npm", args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const prefix = `v${version}`;
  return stdout?.startsWith(prefix) ? stdout.slice(prefix.length).trim() : undefined;
}

function fail(message: string): void {
  console.error(`test:runtimes: ${message}`);
  process.exitCode = 1;
}
