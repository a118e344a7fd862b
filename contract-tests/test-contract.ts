/**
 * Runs the contract suite; `npm run test:contract -- --help` lists the targets and options.
 * `package.json` limits the young generation, or the large bodies of a hostile server would take
 * 300 MB.
 */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { commandLine, runScript } from "../scripts/command-line.js";
import { readBase } from "../scripts/diff-contract/read-base.js";
import { root, runVitest } from "../scripts/run-programs.js";
import { ScriptError } from "../scripts/script-error.js";
import type { ServerOptions } from "./targets/live/live-command.js";

/** What Vitest filters the test files of a target by. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};

interface Options extends Partial<ServerOptions> {
  serve?: string;
  title?: string;
}

const options = commandLine(
  "test:contract",
  "Tests an implementation against the contract. Without --target it also tests the suite itself.",
)
  .option("--target <name or url>", "prism, sandbox, all (both), live (the real service) or a URL")
  .option("--report <folder>", "write report.html and junit.xml there")
  .option("--serve <document>", "the OpenAPI document for --target prism to serve; file or git ref")
  .option("-t, --title <pattern>", "only checks whose title matches; not for live or a URL")
  .option("--read-only", "for live or a URL: send only GET requests")
  .option("--max-requests <number>", "for live or a URL (default: 1500)")
  .option("--verbose", "for live or a URL: list the checks that were not run")
  .addHelpText("after", "\nlive and a URL need MENDIX_PAT and MENDIX_APP_ID in the environment.")
  .parse()
  .opts<Options>();

await runScript("test:contract", 2, async () => {
  const { target, serve, title } = options;
  const report = options.report === undefined ? undefined : resolve(options.report);
  if (report !== undefined) {
    await mkdir(report, { recursive: true }).catch(({ message }: Error) => {
      throw new ScriptError(`--report needs a folder: ${message}`);
    });
  }
  if (serve !== undefined) {
    if (target !== "prism") throw new ScriptError("--serve needs --target prism");
    await readBase(root, serve);
  }
  if (target !== undefined && files[target] === undefined) {
    // Imported only here, because it takes as long as all that is above.
    const { testServer } = await import("./targets/live/live-command.js");
    const code = await testServer({ ...options, target, ...(report && { report }) });
    // Only after a pipe has taken all of the report.
    process.stdout.write("", () => process.exit(code));
    return;
  }
  const pattern = title === undefined ? [] : ["-t", title];
  await runVitest([files[target ?? ""] ?? "contract-tests", ...pattern], {
    ...(report && { CONTRACT_REPORT: report }),
    ...(serve && { CONTRACT_SERVE: serve }),
  });
});
