import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient, type WebhookDetailed } from "../index.js";
import { createSandbox, type FaultName, type Sandbox } from "./index.js";
import { pick, type Random, seededRandom } from "./random.js";
import { input } from "./testing/ask.js";

const workers = 8;
const operationsOfEach = 30;
/** Milliseconds: only a request that gets no response takes that long. */
const timeout = 300;

/** How often each of them happens: together in a fifth of all requests. */
const chances: Partial<Record<FaultName, number>> = {
  "cut-before": 0.05,
  "lost-response": 0.05,
  status: 0.1,
  hang: 0.005,
};

let sandbox: Sandbox;
let requests = 0;
let successes = 0;
beforeAll(async () => {
  sandbox = await createSandbox({
    seed: 1,
    async around(_, next) {
      requests += 1;
      const response = await next();
      if (response.ok || response.status === 404) successes += 1;
      return response;
    },
  });
});
afterAll(() => sandbox.close());

/** A client that is patient, but does not really wait for its next attempt. */
const createPatientClient = () =>
  createClient({
    token: "token",
    baseUrl: sandbox.url,
    timeout,
    maxRetries: 12,
    clock: {
      now: Date.now,
      schedule(callback, delay) {
        const timer = setTimeout(callback, delay === timeout ? timeout : 0);
        return () => clearTimeout(timer);
      },
    },
  });

/** Makes many changes to one app; resolves with the webhooks that it must have then. */
async function work(appId: string, client: Client, random: Random): Promise<WebhookDetailed[]> {
  const intended = new Map<string, WebhookDetailed>();
  for (let number = 0; number < operationsOfEach; number += 1) {
    const id = pick(random, [...intended.keys()]);
    const settings = { ...input, name: `Webhook ${number}`, isActive: random() < 0.5 };
    const step = id === undefined ? 0 : random();
    if (id === undefined || step < 0.35) {
      const created = await client.createWebhook(appId, settings, { reconcile: true });
      intended.set(created.id, created);
    } else if (step < 0.55) {
      await client.updateWebhook(appId, id, settings);
      intended.set(id, { id, ...settings });
    } else if (step < 0.75) {
      intended.set(id, await client.patchWebhook(appId, id, { name: `Patched ${number}` }));
    } else if (step < 0.9) {
      expect(await client.getWebhook(appId, id)).toEqual(intended.get(id));
    } else {
      await client.deleteWebhook(appId, id);
      intended.delete(id);
    }
  }
  return [...intended.values()];
}

describe("createClient with a sandbox that fails in a fifth of all requests", () => {
  it("ends with exactly the webhooks that were meant: none lost, none twice", async () => {
    for (const [name, probability] of Object.entries(chances)) {
      sandbox.faults.set(name as FaultName, { probability });
    }
    const apps = Array.from(
      { length: workers },
      (_, worker) => `80a28d6e-c5fc-43d9-87c2-d7d56b0754${10 + worker}`,
    );
    const intended = await Promise.all(
      apps.map((appId, worker) => work(appId, createPatientClient(), seededRandom(worker))),
    );
    sandbox.faults.clear();
    expect(successes / requests).toBeLessThan(0.9);

    const client = createClient({ token: "token", baseUrl: sandbox.url });
    for (const [worker, appId] of apps.entries()) {
      const found: WebhookDetailed[] = [];
      for await (const { id } of client.listWebhooks(appId)) {
        found.push(await client.getWebhook(appId, id));
      }
      expect(byId(found)).toEqual(byId(intended[worker] ?? []));
    }
  });
});

const byId = (webhooks: WebhookDetailed[]) => webhooks.toSorted((a, b) => a.id.localeCompare(b.id));
