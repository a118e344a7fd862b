import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { documented } from "../scripts/documented-example.js";
import { runRedocly } from "../scripts/redocly.js";
import { createSandbox, type SandboxOptions } from "../src/sandbox/index.js";
import { sandboxBugs } from "./prove/faulty-sandbox/sandbox-bugs.js";

const root = join(import.meta.dirname, "..");
const token = "canary-of-the-token";
const secrets = [token, documented.update.validationSecret].concat(
  [documented.create, documented.update].flatMap(({ headers }) => headers.map((one) => one.value)),
);

interface Step {
  stepId: string;
  request: { headers: Record<string, string>; body?: unknown };
  response: { statusCode: number };
  checks: { condition: string; passed: boolean }[];
}

interface Workflow {
  executedSteps: (Step | Workflow)[];
}

/** A step that follows a failure is noted in a workflow within the workflow. */
const stepsOf = ({ executedSteps }: Workflow): Step[] =>
  executedSteps.flatMap((one) => ("executedSteps" in one ? stepsOf(one) : one));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-workflow-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the workflow on a sandbox, as a user would who keeps the token off the command line. */
async function runWorkflow(...bugs: string[]) {
  const options = { port: 0, tokens: [{ token }] };
  const withBugs = bugs.reduce<SandboxOptions>(
    (faulty, bug) => sandboxBugs[bug]?.(faulty) ?? faulty,
    options,
  );
  const sandbox = await createSandbox(withBugs);
  const report = join(folder, "report.json");
  const env = { REDOCLY_CLI_RESPECT_INPUT: JSON.stringify({ token, appId: documented.appId }) };
  const { failed, stdout, stderr } = await runRedocly(
    { cwd: root, env },
    "respect",
    "openapi/lifecycle.arazzo.yaml",
    `--server=contract=${sandbox.url}`,
    `--json-output=${report}`,
  ).finally(() => sandbox.close());
  const { files } = JSON.parse(await readFile(report, "utf8"));
  const [{ executedWorkflows }] = Object.values(files) as [{ executedWorkflows: Workflow[] }];
  return { failed, steps: executedWorkflows.flatMap(stepsOf), printed: stdout + stderr };
}

const trace = ({ steps }: { steps: Step[] }) =>
  steps.map(({ stepId, response }) => `${stepId} ${response.statusCode}`);
/** The steps, and what of each response is not as it has to be. */
const failedChecks = ({ steps }: { steps: Step[] }) =>
  steps.flatMap(({ stepId, checks }) =>
    checks
      .filter(({ passed }) => !passed)
      .map(({ condition }) => `${stepId} ${/#(\S+)/.exec(condition)?.[1] ?? condition}`),
  );
const leaked = ({ printed }: { printed: string }) =>
  secrets.filter((secret) => printed.includes(secret));

const end = ["delete 204", "getDeleted 404"];

describe("the workflow of the documented example", () => {
  it("creates, updates, gets and deletes a webhook with the documented bodies", async () => {
    const run = await runWorkflow();
    expect(failedChecks(run)).toEqual([]);
    expect(run.failed, run.printed).toBe(false);
    expect(trace(run)).toEqual(["create 200", "update 202", "get 200", ...end]);
    const [create, update] = run.steps;
    expect(create?.request.body).toEqual(documented.create);
    expect(update?.request.body).toEqual(documented.update);
    expect(leaked(run)).toEqual([]);
  });

  it.each([
    [
      ["secret is masked", "delete deletes nothing"],
      ["create /validationSecret", "getDeleted $statusCode == 404", "getDeleted /error/code"],
      ["delete 204", "getDeleted 200"],
    ],
    [["create and update store no headers"], ["update /headers/0/value"], end],
    [["update stores nothing"], ["get /name", "get /headers/0/value"], end],
  ])("fails when the service has the bugs %j", async (bugs, parts, lastSteps) => {
    const run = await runWorkflow(...bugs);
    expect(run.failed).toBe(true);
    expect(failedChecks(run)).toEqual(parts);
    expect(trace(run).slice(-2)).toEqual(lastSteps);
    expect(leaked(run)).toEqual([]);
  });
});
