import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { copyProject } from "../scripts/project-copy.js";
import { type Row, toRow } from "./measure.js";

const rounds = 3;

/**
 * Compares the CPU time of `npm run generate`, which also lints the contract and generates
 * validators, routes and examples, with that of hey-api and orval for types, calls and validators.
 */
export async function bench(): Promise<Row[]> {
  const copy = await copyProject();
  const contract: Contract = parse(await copy.read("openapi/openapi.yaml"));
  const file = join(copy.folder, "openapi/openapi.yaml");
  const peerCommand = (peer: string) => {
    const script = join(import.meta.dirname, "generate-peers.ts");
    return ["--import", "tsx", script, peer, file, join(copy.folder, peer)];
  };
  const rows: Row[] = [];
  for (const operations of [5, 50, 500]) {
    await copy.write("openapi/openapi.yaml", stringify(withOperations(contract, operations)));
    const times = { ours: [] as number[], "hey-api": [] as number[], orval: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.ours.push(cpuSeconds(copy.folder, ["--import", "tsx", "scripts/generate.ts"]));
      times["hey-api"].push(cpuSeconds(import.meta.dirname, peerCommand("hey-api-valibot")));
      times.orval.push(cpuSeconds(import.meta.dirname, peerCommand("orval")));
    }
    for (const peer of ["hey-api", "orval"] as const) {
      const name = `generate ${operations} operations`;
      const limit = operations === 500 ? 8 : undefined;
      rows.push(toRow({ name, peer, unit: "s", limit }, times.ours, times[peer]));
    }
  }
  await copy.remove();
  return rows;
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
