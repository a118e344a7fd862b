/** Runs the contract suite; `npm run test:contract -- --help` lists the targets and options. */
import { join, resolve } from "node:path";
import { commandLine, runScript } from "./command-line.js";
import { readBase } from "./diff-contract/read-base.js";
import { runNode, runVitest } from "./run-programs.js";
import { ScriptError } from "./script-error.js";

/** What Vitest filters the test files of a target by. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};
const liveCommand = "contract-tests/targets/live/live-command.ts";

interface Options {
  target?: string;
  serve?: string;
  report?: string;
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
  const report = options.report === undefined ? {} : { report: resolve(options.report) };
  if (serve !== undefined) {
    if (target !== "prism") throw new ScriptError("--serve needs --target prism");
    await readBase(join(import.meta.dirname, ".."), serve);
  }
  if (target !== undefined && files[target] === undefined) {
    // Small young generations, or the large bodies of a hostile server would fill 300 MB.
    const memory = "--max-semi-space-size=8";
    const main = [
      memory,
      "--import",
      "tsx",
      liveCommand,
      JSON.stringify({ ...options, ...report }),
    ];
    return runNode(main);
  }
  const pattern = title === undefined ? [] : ["-t", title];
  return runVitest([files[target ?? ""] ?? "contract-tests", ...pattern], {
    ...(report.report && { CONTRACT_REPORT: report.report }),
    ...(serve && { CONTRACT_SERVE: serve }),
  });
});
