import { join } from "node:path";
import { run } from "./run.js";
import type { Workplace } from "./runtime.js";

/** The program, or why there is none. */
export type ObtainedNode = { program: string } | { problem: string };

/** The package that holds the program itself: the one called `node` would have to run a script. */
function packageOfThisPlatform(): string {
  const { platform, arch } = process;
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${arch}`;
}

/** Gets exactly this version of Node from the npm registry, unless it is the one that runs. */
export async function obtainNode(
  version: string,
  { folder, signal }: Workplace,
): Promise<ObtainedNode> {
  if (version === process.versions.node) return { program: process.execPath };
  const name = packageOfThisPlatform();
  const prefix = join(folder, `node-${version}`);
  const flags = ["--ignore-scripts", "--no-package-lock", "--prefer-offline", "--loglevel=error"];
  const patience = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000"];
  const args = ["install", "--prefix", prefix, ...flags, ...patience, `${name}@${version}`];
  try {
    const { exitCode, output } = await run("npm", args, signal);
    if (exitCode === 0) return { program: join(prefix, "node_modules", name, "bin/node") };
    const reason = /npm error code (\w+)/.exec(output)?.[1] ?? `npm ended with ${exitCode}`;
    return { problem: `${name}@${version} could not be had from the npm registry (${reason})` };
  } catch (error) {
    // Nobody may be waiting for it yet.
    return { problem: String(error) };
  }
}
