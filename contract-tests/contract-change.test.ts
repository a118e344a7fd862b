import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPrism } from "../scripts/mock/prism.js";
import { copyProject, type ProjectCopy } from "../scripts/project-copy.js";
import type { Target } from "./targets/target.js";

/** A copy of the project, in which a maintainer changes the contract. */
let copy: ProjectCopy;
const prism = startPrism();
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => Promise.all([copy.remove(), prism.close()]));

const contractFile = "openapi/openapi.yaml";
const generate = async () => {
  const { exitCode, output } = await copy.run("tsx", "scripts/generate.ts");
  expect(exitCode, output).toBe(0);
};

const newOperation = `
  /apps/{app-id}/webhooks/{webhook-id}/test:
    parameters:
      - $ref: '#/components/parameters/AppId'
      - $ref: '#/components/parameters/WebhookId'
    post:
      operationId: testWebhook
      summary: Send a test delivery
      description: Delivers an example event to the webhook's URL, whatever it subscribes to.
      tags: [Webhooks]
      security:
        - PersonalAccessToken: ['mx:webhook:write']
      responses:
        '202':
          description: The delivery is on its way.
        '401':
          $ref: '#/components/responses/Unauthorized'
        '403':
          $ref: '#/components/responses/Forbidden'
        '404':
          $ref: '#/components/responses/NotFound'
        '429':
          $ref: '#/components/responses/TooManyRequests'
        '500':
          $ref: '#/components/responses/InternalServerError'

webhooks:
`;

const use = `
import { type Call, createClient } from "./index.js";

const client = createClient({ token: "token" });
export const call: Call<undefined> = client.testWebhook("app", "webhook", {});
// @ts-expect-error it takes the id of a webhook
client.testWebhook("app");
`;

/** Runs the checks of the new operation against a target, with the modules of the copy. */
async function coverageOf(kind: "prism" | "sandbox") {
  const load = (path: string) => import(join(copy.folder, "contract-tests", path));
  const { contract }: typeof import("./contract.js") = await load("contract.ts");
  const { assign, suiteOf }: typeof import("./run/suite.js") = await load("run/suite.ts");
  const { notesOf }: typeof import("./targets/target.js") = await load("targets/target.ts");
  const {
    createPrismTarget,
    createSandboxTarget,
  }: typeof import("./targets/prism-target.js") & typeof import("./targets/sandbox-target.js") =
    await load(`targets/${kind}-target.ts`);
  const suite = suiteOf(contract);
  const target: Target =
    kind === "prism"
      ? createPrismTarget(prism, suite.invalidResponses, contract)
      : await createSandboxTarget();
  try {
    const { checks, coverage } = assign(suite, target);
    const own = checks.filter(({ proves }) => proves.some(({ row }) => row === "testWebhook"));
    for (const check of own) {
      await check.run(target);
      coverage.prove(check.proves);
    }
    return {
      row: coverage.table().find(({ name }) => name === "testWebhook"),
      notes: notesOf(target),
    };
  } finally {
    await target.close();
  }
}

describe("a new operation in the contract", () => {
  it("gives the client a documented method by generation alone", async () => {
    await copy.edit(contractFile, "\nwebhooks:\n", newOperation);
    await generate();
    const client = await copy.read("generated/client.ts");
    expect(client).toContain("Delivers an example event to the webhook's URL");
    expect(client).toContain("testWebhook(appId: string, webhookId: string, options?: Options)");
  });

  it("is covered by the contract suite on Prism", async () => {
    const { row } = await coverageOf("prism");
    expect(row).toEqual({
      name: "testWebhook",
      cells: ["6/6", "5/5", "7/7", "1/1", expect.any(String), "–"],
      notApplicable: 5,
      percentage: 100,
    });
  });

  it("is covered by the contract suite on the sandbox, which responds with the example", async () => {
    const { row, notes } = await coverageOf("sandbox");
    expect(row).toEqual({
      name: "testWebhook",
      cells: ["6/6", "5/5", "7/7", "1/1", expect.any(String), "2/2"],
      notApplicable: 3,
      percentage: 100,
    });
    expect(notes).toContain(
      "testWebhook is answered with the contract's example: it has no handler yet",
    );
  });
});

describe("the compiler", () => {
  let errors: string[];
  beforeAll(async () => {
    const text = (await copy.read(contractFile))
      .replaceAll("type: boolean", "type: string")
      .replaceAll(/((?:isActive|default|example): )(?:true|false)$/gm, "$1'yes'")
      .replaceAll("examples: [true]", "examples: ['yes']");
    await copy.write(contractFile, text);
    await generate();
    await copy.write("src/use.ts", use);
    const { output } = await copy.run("tsc");
    errors = output.match(/^[\w/-]+\.ts\(\d+,\d+\): .*/gm) ?? [];
  });

  it("knows the types of a new operation", () => {
    expect(errors.filter((error) => error.startsWith("src/use.ts"))).toEqual([]);
  });

  it("reports every hand-written use of a type that has changed", () => {
    const example = errors.filter((one) => one.includes("documented-example"));
    expect(example.join()).toContain("Type 'boolean' is not assignable to type 'string'");
  });
});
