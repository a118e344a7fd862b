/** Runs the tests that need a Redis of their own: `npm run test:redis`. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

if (spawnSync("redis-server", ["--version"]).status !== 0) {
  console.error(
    "test:redis: there is no redis-server to start; install it " +
      "(Debian: apt-get install redis-server, macOS: brew install redis)",
  );
  process.exit(1);
}
const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);
const files = ["run", ".redis.test.ts", "--testTimeout=90000", "--hookTimeout=60000"];
const { status } = spawnSync(process.execPath, [vitest, ...files], { stdio: "inherit" });
process.exit(status ?? 1);
