import type { Document } from "../contract/document.js";
import { bundleDocument, type RedoclyRun, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** The contract breaks a rule; `message` has a line with file, line and reason for each problem. */
export class ContractError extends ScriptError {
  override name = "ContractError";
}

/**
 * Lints the contract by the rules of `redocly.yaml` and bundles it into one document.
 *
 * @throws ContractError when the contract breaks a rule
 */
export async function bundle(root: string): Promise<Document> {
  const [lint, bundled] = await Promise.all([
    runRedocly({ cwd: root }, "lint", "webhooks", "--format=json"),
    bundleDocument(root, "webhooks").catch((error: Error) => error),
  ]);
  const problems = problemsIn(lint);
  if (problems.length > 0) throw new ContractError(problems.join("\n"));
  if (bundled instanceof Error) throw new ContractError(bundled.message);
  return bundled;
}

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string }; start?: { line: number; col: number } }[];
}

/** One line for each problem: file, line, column, reason and rule. A warning counts too. */
function problemsIn({ failed, stdout, stderr }: RedoclyRun): string[] {
  let problems: Problem[];
  try {
    problems = JSON.parse(stdout).problems;
  } catch {
    return [reasonIn(stderr)];
  }
  if (failed && problems.length === 0) return [reasonIn(stderr)];
  return problems.map(({ ruleId, message, location: [place] }) => {
    const { line = 1, col = 1 } = place?.start ?? {};
    return `${place?.source.ref ?? "openapi"}:${line}:${col} ${message} (${ruleId})`;
  });
}
