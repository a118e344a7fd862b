/**
 * Runs the receiver's tests on every Node that is supported, and in workerd, which has no Node in it.
 *
 *   npm run test:runtimes [-- 20 22 24 workerd]
 */
import { inTemporaryFolder } from "./test-runtimes/in-temporary-folder.js";
import { obtainNode } from "./test-runtimes/obtain-node.js";
import type { Verdict, Workplace } from "./test-runtimes/runtime.js";
import { testOnNode } from "./test-runtimes/test-on-node.js";
import { testOnWorkerd } from "./test-runtimes/test-on-workerd.js";

/** The oldest that is supported or, where that is a 20 too, the one that runs this; and its successors. */
const nodes: Record<string, string> = {
  20: process.versions.node.startsWith("20.") ? process.versions.node : "20.19.0",
  22: "22.23.3",
  24: "24.21.0",
};

async function main(names: string[], place: Workplace) {
  // They are fetched while the first tests run.
  const fetched = Object.fromEntries(
    names.flatMap((name) => (nodes[name] ? [[name, obtainNode(nodes[name], place)]] : [])),
  );
  for (const name of names) {
    const version = nodes[name];
    const verdict = version
      ? await testOnNode(version, await fetched[name], place)
      : await testOnWorkerd(place);
    tell(verdict);
  }
}

function tell({ isPassed, lines }: Verdict) {
  for (const line of lines) (isPassed ? console.log : console.error)(line);
  if (!isPassed) process.exitCode = 1;
}

const known = [...Object.keys(nodes), "workerd"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`test:runtimes: there is no ${unknown.join(", ")}, only ${known.join(", ")}`);
  process.exit(1);
}
await inTemporaryFolder((place) => main(asked.length > 0 ? asked : known, place));
