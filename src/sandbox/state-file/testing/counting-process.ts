/**
 * Counts in a state file until it is killed: `node --import tsx counting-process.ts FILE WRITERS`.
 * Each writer has a webhook whose name is its number. Prints `open`, or `refused` and why; then
 * `WRITER NUMBER` for every number that a save has confirmed.
 */
import { openStateFile, StateFileError } from "../../state-file.js";
import { stateOf, storedWebhook } from "./stored.js";

const [path = "", writers = ""] = process.argv.slice(2);
let state = stateOf(0);

async function count(writer: number, save: () => Promise<void>): Promise<never> {
  for (let next = Number(state.webhooks[writer]?.webhook.name) + 1; ; next += 1) {
    state.webhooks[writer] = storedWebhook(writer + 1, `${next}`);
    await save();
    // Counted on only when told: what waits in this process for a slow reader dies with it.
    await new Promise((resolve) => process.stdout.write(`${writer} ${next}\n`, resolve));
  }
}

try {
  const file = await openStateFile(path, () => state);
  state = file.initial ?? stateOf(Number(writers));
  if (!file.initial) for (const { webhook } of state.webhooks) webhook.name = "0";
  process.stdout.write("open\n");
  // Killed by whoever started it; and if that one is gone, this one has nobody to count for.
  process.stdin.resume().once("end", () => process.exit());
  for (let writer = 0; writer < Number(writers); writer += 1) void count(writer, file.save);
} catch (error) {
  if (!(error instanceof StateFileError)) throw error;
  process.stdout.write(`refused ${error.code}\n`);
}
