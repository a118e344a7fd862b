import { type File, startTests, type Task, type VitestRunner } from "@vitest/runner";
import { getTests } from "@vitest/runner/utils";
import type { WorkerReport } from "../worker-report.js";

/** What a worker has, and Node's types do not know. */
interface WorkerGlobals extends EventTarget {
  navigator: { userAgent: string };
}

interface ReportsFolder {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/** Runs the tests of one file in the worker, and leaves a report in the folder. */
export async function runFile(
  file: string,
  load: () => Promise<unknown>,
  reports: ReportsFolder,
): Promise<void> {
  for (const name of ["process", "Buffer"]) {
    if (name in globalThis) throw new Error(`A worker without Node has a global '${name}'`);
  }
  const unhandled: unknown[] = [];
  const onUnhandled = (event: Event) => unhandled.push((event as { reason?: unknown }).reason);
  (globalThis as unknown as WorkerGlobals).addEventListener("unhandledrejection", onUnhandled);
  const countSignatures = watchSignatures();
  const [ran] = await startTests([file], runnerOf(load));
  const report = reportOf(file, ran as File, unhandled, countSignatures());
  const body = JSON.stringify(report);
  const { ok } = await reports.fetch(`http://reports/${file}.json`, { method: "PUT", body });
  if (!ok) throw new Error("The report could not be written");
}

const runnerOf = (load: () => Promise<unknown>): VitestRunner => ({
  importFile: load,
  config: {
    root: "/",
    setupFiles: [],
    name: undefined,
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 0, hooks: "stack", setupFiles: "list" },
    chaiConfig: undefined,
    maxConcurrency: 5,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: true,
  },
});

/** Counts the signatures that Web Crypto makes from now on. */
function watchSignatures(): () => number {
  let count = 0;
  const { subtle } = crypto;
  const sign = subtle.sign.bind(subtle);
  Object.defineProperty(Object.getPrototypeOf(subtle), "sign", {
    value: (...args: Parameters<typeof sign>) => {
      count += 1;
      return sign(...args);
    },
  });
  return () => count;
}

function reportOf(file: string, ran: File, unhandled: unknown[], signatures: number): WorkerReport {
  const tests = getTests(ran);
  const withState = (state: string) => tests.filter((test) => test.result?.state === state).length;
  const [passed, failed] = [withState("pass"), withState("fail")];
  const errors = [
    ...errorsIn(ran),
    ...unhandled.map((error) => `${file}: nobody handled ${error}`),
  ];
  const runtime = (globalThis as unknown as WorkerGlobals).navigator.userAgent;
  return {
    file,
    runtime,
    passed,
    failed,
    skipped: tests.length - passed - failed,
    errors,
    signatures,
  };
}

/** What went wrong in a file, a group or a test, each with its name. */
function errorsIn(task: Task, names: string[] = []): string[] {
  const path = [...names, task.name];
  const own = (task.result?.errors ?? []).map(({ message, diff, stack }) => {
    // The rest of them is the runner's.
    const frames = (stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
    return [path.join(" > "), message, diff, ...frames.slice(0, 3)].filter(Boolean).join("\n");
  });
  const inner = task.type === "suite" ? task.tasks.flatMap((one) => errorsIn(one, path)) : [];
  return [...own, ...inner];
}
