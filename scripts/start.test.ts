import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { type DocumentedResponse, documented, runDocumentedExample } from "./documented-example.js";
import { startPrism } from "./mock/prism.js";
import { playOnSandbox } from "./play-on-sandbox.js";

const contract = join(import.meta.dirname, "../generated/openapi.json");
const { appId, webhookId } = documented;

describe("runDocumentedExample", () => {
  const prism = startPrism();
  let baseUrl: string;
  let responses: DocumentedResponse[];
  beforeAll(async () => {
    baseUrl = (await prism.serve(contract)).url;
    responses = await runDocumentedExample(createClient({ token: "canary-token", baseUrl }));
  });
  afterAll(() => prism.close());

  it("creates a webhook: 200 with all its fields", () => {
    const webhook = { id: webhookId, ...documented.create };
    expect(responses[0]).toEqual({ status: 200, webhook });
  });

  it("updates it: 202", () => {
    const webhook = { id: webhookId, ...documented.update };
    expect(responses[1]).toEqual({ status: 202, webhook });
  });

  it("gets it back: 200 with the updated details", () => {
    const webhook = { id: webhookId, ...documented.update };
    expect(responses[2]).toEqual({ status: 200, webhook });
  });

  it("needs a personal access token", () => {
    expect(() => createClient({ token: "", baseUrl })).toThrow(/option 'token'/);
  });

  it("cannot use the app id that the documentation misspells, one character short", async () => {
    const client = createClient({ token: "canary-token", baseUrl });
    await expect(client.getWebhook(appId.slice(0, -1), webhookId)).rejects.toThrow();
  });
});

describe("playOnSandbox", () => {
  it("logs each exchange and a verified push, without a secret", async () => {
    const lines: string[] = [];
    expect(await playOnSandbox((line) => lines.push(line))).toBe(true);
    const transcript = lines.join("\n");
    expect(transcript).toContain(`PUT /api/v1/apps/${appId}/webhooks/mxep_`);
    expect(transcript).toMatch(/→ 204 verified: \d+ commits pushed to \S+/);
    expect(lines.at(-1)).toBe(
      "The documented example works: create 200, update 202, get 200; the push arrived, signed.",
    );
    for (const secret of [documented.update.validationSecret, "DG4R4GT6R43", "example-token"]) {
      expect(transcript).not.toContain(secret);
    }
  });
});
