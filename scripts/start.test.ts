import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { documented, runDocumentedExample } from "./documented-example.js";
import { startPrism } from "./mock/prism.js";
import { playOnSandbox } from "./play-on-sandbox.js";

const contract = join(import.meta.dirname, "../generated/openapi.json");
const { appId, webhookId } = documented;

describe("runDocumentedExample", () => {
  const prism = startPrism();
  afterAll(() => prism.close());

  it("creates the documented webhook, updates it and gets it back, on the mock", async () => {
    const { url: baseUrl } = await prism.serve(contract);
    const client = createClient({ token: "canary-token", baseUrl });
    const [created, updated] = [documented.create, documented.update].map((webhook) => ({
      id: webhookId,
      ...webhook,
    }));
    expect(await runDocumentedExample(client)).toEqual([
      { status: 200, webhook: created },
      { status: 202, webhook: updated },
      { status: 200, webhook: updated },
    ]);
    // The documentation misspells the id of the app in one place, one character short.
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
