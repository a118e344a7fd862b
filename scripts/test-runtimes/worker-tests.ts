import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root, testedFolder } from "./runtime.js";

/** The tests that need Node by nature, and what for. Every other test runs in a worker too. */
const needsNode: Record<string, string> = {
  "interop.test.ts": "it compares with openssl and with packages that need Node",
  "mutations.test.ts": "it measures the time of the processor, which a worker does not tell",
  "to-node-handler.test.ts": "it is about node:http",
};

/** The test files for a worker, from the tested folder. */
export const workerTests = (): string[] => testFiles().filter((file) => !(file in needsNode));

/** The other test files, each with the reason. */
export const leftToNode = (): [string, string][] =>
  testFiles().flatMap((file) => (needsNode[file] ? [[file, needsNode[file]]] : []));

const testFiles = () =>
  readdirSync(join(root, testedFolder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
