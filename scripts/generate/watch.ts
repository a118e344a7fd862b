import { watch } from "node:fs/promises";

/** Milliseconds in which several changes count as one: an editor writes more than once. */
const quiet = 100;

/** Calls back, one call at a time, after files below a folder have changed. It never ends. */
export async function onChange(folder: string, run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  for await (const { filename } of watch(folder, { recursive: true })) {
    if (!/\.(ya?ml|json)$/.test(filename ?? "")) continue;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(run);
    }, quiet);
  }
}
