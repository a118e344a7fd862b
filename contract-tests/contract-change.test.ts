import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "../scripts/project-copy.js";

/** What a maintainer does when the contract changes, on a copy of the project. */
let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

const contract = "openapi/openapi.yaml";

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

const answeredFromExample =
  "testWebhook is answered with the contract's example: it has no handler yet";

describe("a new operation in the contract", () => {
  it("gives the client a documented method by generation alone", async () => {
    await copy.edit(contract, "\nwebhooks:\n", newOperation);
    expect(await copy.run("npm", "run", "generate")).toMatchObject({ exitCode: 0 });
    const client = await copy.read("generated/client.ts");
    expect(client).toContain("Delivers an example event to the webhook's URL");
    expect(client).toContain("testWebhook(appId: string, webhookId: string, options?: Options)");
  });

  it("is typed", async () => {
    await copy.write("src/use.ts", use);
    expect(await copy.run("tsc")).toEqual({ exitCode: 0, output: "\n" });
  });

  it.each([
    ["prism", "–", "5", "not applicable: a mock remembers nothing"],
    ["sandbox", "2/2", "3", answeredFromExample],
  ])("is covered by the contract suite on %s", async (target, behaviours, apart, note) => {
    const run = await copy.run("vitest", "run", `contract-tests/contract.${target}.test.ts`);
    const [row] = run.output.match(/ testWebhook {2}.*/) ?? [];
    const figures = ["6/6", "5/5", "7/7", "1/1", expect.any(String), behaviours, apart];
    expect(row?.trim().split(/\s+/)).toEqual(["testWebhook", ...figures]);
    expect(run.output).toContain("100 %");
    expect(run.output).toContain(note);
    expect(run.exitCode).toBe(0);
  });
});

describe("a changed type in the contract", () => {
  it("makes the compiler point at every hand-written use", async () => {
    const text = (await copy.read(contract))
      .replaceAll("type: boolean", "type: string")
      .replaceAll(/((?:isActive|default|example): )(?:true|false)$/gm, "$1'yes'")
      .replaceAll("examples: [true]", "examples: ['yes']");
    await copy.write(contract, text);
    expect(await copy.run("npm", "run", "generate")).toMatchObject({ exitCode: 0 });
    const { exitCode, output } = await copy.run("tsc");
    expect(exitCode).not.toBe(0);
    const uses = output.match(/^[\w/-]+\.ts\(\d+,\d+\): .*/gm) ?? [];
    expect(uses.map((line) => line.replace(/\(.*/, ""))).toContain("scripts/documented-example.ts");
    expect(output).toContain("Type 'boolean' is not assignable to type 'string'");
  });
});
