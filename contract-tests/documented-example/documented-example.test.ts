import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startPrism } from "../../scripts/mock/prism.js";
import { createClient } from "../../src/index.js";
import { contract } from "../contract.js";
import { documented, playDocumentedExample, type Step } from "./story.js";

const prism = startPrism();
let mock: Mock;
beforeAll(async () => {
  mock = await prism.serve(contract);
});
afterAll(() => prism.close());

describe("the documented example", () => {
  const steps: Step[] = [];

  it("1. needs a personal access token", async () => {
    expect(() => createClient({ token: "", baseUrl: mock.url })).toThrow(/option 'token'/);
    const client = createClient({ token: "canary-token", baseUrl: mock.url });
    for await (const step of playDocumentedExample(client)) steps.push(step);
    expect(steps).toHaveLength(3);
  });

  it("2. creates a webhook: 200 with all its fields", () => {
    const [created] = steps;
    expect(created?.status).toBe(200);
    expect(created?.webhook).toEqual({ id: documented.webhookId, ...documented.create });
  });

  it("3. updates it: 202", () => {
    const [, updated] = steps;
    expect(updated?.status).toBe(202);
    expect(updated?.webhook).toEqual({ id: documented.webhookId, ...documented.update });
  });

  it("4. gets it back: 200 with the updated details", () => {
    const [, , got] = steps;
    expect(got?.status).toBe(200);
    expect(got?.webhook).toEqual({ id: documented.webhookId, ...documented.update });
  });

  it("refuses the app id that the documentation misspells, one character short", async () => {
    const client = createClient({ token: "canary-token", baseUrl: mock.url });
    const misspelt = documented.appId.slice(0, -1);
    await expect(client.getWebhook(misspelt, documented.webhookId)).rejects.toThrow();
  });
});
