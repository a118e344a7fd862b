import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient, type WebhookDetailed, type WebhookInput } from "../index.js";
import { createSandbox, type FaultName, type Sandbox } from "./index.js";
import { pick, type Random, seededRandom } from "./random.js";
import { input } from "./testing/ask.js";

const workers = 8;
const operationsOfEach = 30;
/** Milliseconds: only a request that is never answered takes that long. */
const timeout = 300;

/** How often each of them happens: together in a fifth of all requests. */
const chances: Partial<Record<FaultName, number>> = {
  "cut-before": 0.05,
  "lost-answer": 0.05,
  status: 0.05,
  "rate-limit": 0.045,
  hang: 0.005,
};

let sandbox: Sandbox;
let requests = 0;
let failures = 0;
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 });
});
afterAll(() => sandbox.close());

/** A client that is patient, but does not really wait for its next attempt. */
function patientClient(): Client {
  return createClient({
    token: "token",
    baseUrl: sandbox.url,
    timeout,
    maxRetries: 12,
    maxRetryAfter: 7_200,
    clock: {
      now: Date.now,
      schedule(callback, delay) {
        const timer = setTimeout(callback, delay === timeout ? timeout : 0);
        return () => clearTimeout(timer);
      },
    },
    async fetch(url, init) {
      requests += 1;
      try {
        const response = await fetch(url, init);
        if (!response.ok && response.status !== 404) failures += 1;
        return response;
      } catch (error) {
        failures += 1;
        throw error;
      }
    },
  });
}

/** One of those who change an app at the same time, and what its webhooks have to be in the end. */
async function work(appId: string, random: Random): Promise<Map<string, WebhookDetailed>> {
  const client = patientClient();
  const intended = new Map<string, WebhookDetailed>();
  const settings = (number: number): WebhookInput => ({
    ...input,
    name: `Webhook ${number}`,
    url: `https://some.domain.com/${number}`,
    eventTypes: [pick(random, ["teamserver.push", "package.uploaded"])],
    isActive: random() < 0.5,
  });
  const steps: Record<string, (id: string, number: number) => Promise<unknown>> = {
    async update(id, number) {
      const updated = settings(number);
      const result = await client.updateWebhook(appId, id, updated);
      intended.set(id, { ...result, ...updated });
    },
    async patch(id, number) {
      const webhook = await client.patchWebhook(appId, id, { name: `Patched ${number}` });
      intended.set(id, webhook);
    },
    async delete(id) {
      await client.deleteWebhook(appId, id);
      intended.delete(id);
    },
    async get(id) {
      expect(await client.getWebhook(appId, id)).toEqual(intended.get(id));
    },
    async list() {
      const { webhooks } = await client.listWebhooks(appId, { limit: 250 });
      expect(webhooks.map(({ id }) => id).sort()).toEqual([...intended.keys()].sort());
    },
  };
  for (let number = 0; number < operationsOfEach; number += 1) {
    const ids = [...intended.keys()];
    if (ids.length === 0 || random() < 0.35) {
      const created = await client.createWebhook(appId, settings(number), { reconcile: true });
      intended.set(created.id, created);
    } else {
      await steps[pick(random, Object.keys(steps))]?.(pick(random, ids), number);
    }
  }
  return intended;
}

describe("createClient with a sandbox that fails in a fifth of all requests", () => {
  it("ends with exactly the webhooks that were meant: none lost, none twice", {
    timeout: 60_000,
  }, async () => {
    for (const [name, probability] of Object.entries(chances)) {
      sandbox.faults.set(name as FaultName, { probability });
    }
    const apps = Array.from({ length: workers }, (_, worker) => {
      const appId = `80a28d6e-c5fc-43d9-87c2-d7d56b0754${String(worker).padStart(2, "0")}`;
      return { appId, working: work(appId, seededRandom(worker)) };
    });
    const intended = await Promise.all(apps.map(({ working }) => working));
    sandbox.faults.clear();

    const client = createClient({ token: "token", baseUrl: sandbox.url });
    const found = await Promise.all(
      apps.map(async ({ appId }) => {
        const webhooks: WebhookDetailed[] = [];
        for await (const { id } of client.listWebhooks(appId)) {
          webhooks.push(await client.getWebhook(appId, id));
        }
        return webhooks;
      }),
    );
    const meant = intended.map((webhooks) => [...webhooks.values()]);
    expect(found.map(byId)).toEqual(meant.map(byId));
    const share = Math.round((failures / requests) * 100);
    expect(share).toBeGreaterThan(10);
  });
});

const byId = (webhooks: WebhookDetailed[]) => webhooks.toSorted((a, b) => a.id.localeCompare(b.id));
