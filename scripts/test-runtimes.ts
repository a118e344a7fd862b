/**
 * Runs the tests of the client and the receiver on the supported majors of Node other than this one,
 * which the npm package `node` provides. Among the tests is one that runs the receiver in workerd.
 */
import { Argument } from "commander";
import { commandLine } from "./command-line.js";
import { programOf, root, runStep } from "./run-programs.js";

const versions: Record<string, string> = { 20: "20.19.0", 22: "22.23.3", 24: "24.21.0" };
const current = process.versions.node.split(".")[0] ?? "";
const others = Object.keys(versions).filter((major) => major !== current);

const requested = commandLine("test:runtimes", "Tests client and receiver on other majors of Node.")
  .addArgument(new Argument("[majors...]", "all others, by default").choices(Object.keys(versions)))
  .parse().args;

for (const major of requested.length > 0 ? requested : others) {
  const version = versions[major] ?? "";
  console.log(`Node ${version}`);
  const node = ["exec", "--yes", `--package=node@${version}`, "--", "node"];
  // npm may run another Node, so it has to report its own version.
  const isRight = `if (process.version !== "v${version}") throw new Error(process.version)`;
  runStep("test:runtimes", root, "npm", ...node, "-e", isRight);
  const vitest = [programOf("vitest", "vitest.mjs"), "run", "src/client", "src/receiver"];
  const options = ["--testTimeout=60000", "--silent=passed-only"];
  runStep("test:runtimes", root, "npm", ...node, ...vitest, ...options);
}
