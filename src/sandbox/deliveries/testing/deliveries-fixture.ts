import { examples } from "../../../../generated/examples.js";
import type { WebhookDetailed } from "../../../../generated/models.js";
import { appId } from "../../../client/testing/input.js";
import { createVirtualClock } from "../../../shared/clock.js";
import { seededRandom } from "../../random.js";
import { checkOptions, type DeliveryOptions } from "../../sandbox-options.js";
import { createStore, type StoredWebhook } from "../../store.js";
import { Deliveries } from "../sandbox-deliveries.js";

export { appId };
export const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const oldSecret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
export const push = { type: "teamserver.push" };

/** When the virtual clock starts, in seconds since the Unix epoch. */
export const start = 1_700_000_000;

export function storedWebhook(properties: Partial<WebhookDetailed> = {}): StoredWebhook {
  const own = { id: "mxep_1", validationSecret: secret, headers: [] };
  const webhook = { ...examples.createdWebhook, ...own, ...properties };
  return { appId, sequence: 1, webhook, oldSecrets: [] };
}

interface FixtureOptions extends DeliveryOptions {
  webhooks?: StoredWebhook[];
}

/** Creates the deliveries of a few webhooks on a virtual clock. */
export function createFixture(options: FixtureOptions = {}) {
  const { webhooks = [storedWebhook()] } = options;
  const clock = createVirtualClock(start * 1_000);
  const store = createStore({ sequence: webhooks.length, webhooks });
  const settings = checkOptions({ deliveries: options }).deliveries;
  return {
    store,
    clock,
    deliveries: new Deliveries({ clock, random: seededRandom(1), store }, settings),
  };
}

export type Fixture = ReturnType<typeof createFixture>;

/** Triggers a push to one webhook; returns the id of the delivery. */
export function trigger({ deliveries }: Fixture): string {
  const [delivery] = deliveries.trigger(appId, push);
  return delivery?.id ?? "";
}

/** Delivers one push, and resolves with the delivery once nothing is pending. */
export async function deliver(options: FixtureOptions) {
  const { deliveries } = createFixture(options);
  const [triggered] = deliveries.trigger(appId, push);
  await deliveries.settled();
  const [delivery] = deliveries.list();
  if (!triggered || !delivery) throw new Error("no webhook took the push");
  return { triggered, ...delivery, first: delivery.attempts[0] };
}

/** A receiver that records requests. It responds with each status in turn, then with the last. */
export function createReceiverStub(...statuses: number[]) {
  const requests: { headers: Headers; body: string; url: string }[] = [];
  const send = async (request: Request) => {
    requests.push({ headers: request.headers, body: await request.text(), url: request.url });
    const status = statuses[Math.min(requests.length, statuses.length) - 1] ?? 204;
    return new Response(null, { status });
  };
  return { requests, send };
}

/** Waits for a condition that needs no timer of its own. */
export async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) await new Promise((resolve) => setImmediate(resolve));
}

/** Gives everything that could happen now the time to happen. */
export async function flush(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
}
