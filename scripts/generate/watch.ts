import { watch } from "node:fs";

/** Milliseconds in which several changes count as one: an editor writes more than once. */
const quiet = 100;

/** Calls back, one call at a time, after files below a folder have changed, from now on. */
export function onChange(folder: string, run: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watch(folder, { recursive: true }, (_, filename) => {
    if (!/\.(ya?ml|json)$/.test(filename ?? "")) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(run);
    }, quiet);
  });
}
