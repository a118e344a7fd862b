import { execFileSync } from "node:child_process";
import { parse, stringify } from "yaml";
import { copyProject } from "../scripts/project-copy.js";
import { median, printTable } from "./measure.js";

const rounds = 3;
/** The most seconds of CPU that generation may take, by the number of operations. */
const goals: [operations: number, seconds: number][] = [
  [5, 2.6],
  [50, 2.9],
  [500, 6.3],
];

/** Measures the CPU time of `npm run generate`, with the linter and the bundler that it starts. */
export async function bench(): Promise<boolean> {
  const copy = await copyProject();
  const contract: Contract = parse(await copy.read("openapi/openapi.yaml"));
  const command = ["--import", "tsx", "scripts/generate.ts"];
  const rows: string[][] = [];
  let areAllMet = true;
  for (const [operations, seconds] of goals) {
    await copy.write("openapi/openapi.yaml", stringify(withOperations(contract, operations)));
    const times = Array.from({ length: rounds }, () => cpuSeconds(copy.folder, command));
    const isMet = median(times) <= seconds;
    areAllMet &&= isMet;
    const figures = [median(times), Math.max(...times)].map((time) => time.toFixed(1));
    rows.push([`${operations}`, ...figures, `≤ ${seconds}`, isMet ? "met" : "MISSED"]);
  }
  await copy.remove();
  console.log("\nSeconds of CPU to generate everything from a contract");
  printTable(["operations", "s", "at most", "goal", ""], rows);
  return areAllMet;
}

/** The CPU time of a run of Node and of the processes that it starts, as the shell reports it. */
function cpuSeconds(cwd: string, args: readonly string[]): number {
  const script = '"$@" >/dev/null 2>&1 || exit 1; times';
  const output = execFileSync("/bin/sh", ["-c", script, "sh", process.execPath, ...args], {
    cwd,
    encoding: "utf8",
  });
  const [, children = ""] = output.split("\n");
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

interface Contract {
  paths: Record<string, object>;
}

/** The contract with copies of its five operations, until it has as many as are wanted. */
function withOperations(contract: Contract, count: number): Contract {
  const paths = Array.from({ length: count / 5 }, (_, index) =>
    Object.entries(contract.paths).map(([path, item]) => {
      if (index === 0) return [path, item];
      const text = JSON.stringify(item).replace(/("operationId":"\w+)"/g, `$1${index}"`);
      return [`/copy-${index}${path}`, JSON.parse(text)];
    }),
  );
  return { ...contract, paths: Object.fromEntries(paths.flat()) };
}
