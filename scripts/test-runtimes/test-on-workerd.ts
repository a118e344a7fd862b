import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleTest } from "./bundle-test.js";
import { run } from "./run.js";
import { tally, type Verdict, type Workplace } from "./runtime.js";
import { type WorkerReport, whyNotAllPassed } from "./worker-report.js";
import { leftToNode, workerTests } from "./worker-tests.js";

interface Workerd {
  /** The program. */
  default: string;
  version: string;
  compatibilityDate: string;
}
// The package has no types.
const workerd: Workerd = createRequire(import.meta.url)("workerd");

/** Runs the tests in workerd, each file in a worker of its own, without any of Node's globals. */
export async function testOnWorkerd({ folder, signal }: Workplace): Promise<Verdict> {
  const files = workerTests();
  const problems: string[] = [];
  const bundled: string[] = [];
  for (const file of files) {
    try {
      await writeFile(join(folder, moduleOf(file)), await bundleTest(file));
      bundled.push(file);
    } catch (error) {
      problems.push(`workerd: ${file} cannot be bundled. ${(error as Error).message}`);
    }
  }
  const config = join(folder, "workerd.capnp");
  await writeFile(config, configOf(bundled, folder));
  const { exitCode, output } = await run(workerd.default, ["test", config], signal);
  const reports = await Promise.all(
    bundled.map((file) => readReport(join(folder, `${file}.json`))),
  );
  const existing = reports.filter((report) => report !== undefined);
  problems.push(...whyNotAllPassed(bundled, existing));
  if (exitCode !== 0) problems.push(`workerd ended with ${exitCode}`, output);
  return { isPassed: problems.length === 0, lines: [...linesOf(existing), ...problems] };
}

const moduleOf = (file: string) => `${file.replaceAll("/", "-")}.js`;

const readReport = (path: string): Promise<WorkerReport | undefined> =>
  readFile(path, "utf8").then(JSON.parse, () => undefined);

/** The newest behaviour, but for Node's globals and modules, which it would have by default. */
function configOf(files: string[], folder: string): string {
  const workers = files.map((file) => {
    const module = moduleOf(file);
    return `(name = "${file}", worker = (
      modules = [(name = "${module}", esModule = embed "${module}")],
      compatibilityDate = "${workerd.compatibilityDate}",
      compatibilityFlags = ["no_nodejs_compat", "no_nodejs_compat_v2"],
      bindings = [(name = "reports", service = "reports")],
    )),`;
  });
  return `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (services = [
      (name = "reports", disk = (path = ${JSON.stringify(folder)}, writable = true)),
      ${workers.join("\n")}
    ]);`;
}

function linesOf(reports: WorkerReport[]): string[] {
  const sum = (key: "passed" | "failed" | "skipped" | "signatures") =>
    reports.reduce((total, report) => total + report[key], 0);
  const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  const runtimes = [...new Set(reports.map(({ runtime }) => runtime))].join(" and ");
  return [
    `workerd ${workerd.version} (${runtimes}): ${tally(total)}, Web Crypto signed ${sum("signatures")} times`,
    ...reports.map((report) => `  ${report.file}: ${tally(report)}`),
    ...leftToNode().map(([file, why]) => `  ${file}: left to Node, ${why}`),
  ];
}
