import type { WebhookDetailed } from "../../../../generated/models.js";
import { type Clock, createVirtualClock, type VirtualClock } from "../../../shared/clock.js";
import type { Breaks, Rule } from "../../breaks.js";
import { type Random, seededRandom } from "../../random.js";
import type { StoredWebhook } from "../../state.js";
import { createDeliveries, type DeliveryOptions } from "../deliveries.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
export const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const oldSecret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
export const push = { type: "teamserver.push" };

/** Seconds since the Unix epoch, at which the virtual clock starts. */
export const start = 1_700_000_000;

export function storedWebhook(given: Partial<WebhookDetailed> = {}): StoredWebhook {
  const webhook = {
    id: "mxep_1",
    name: "Push",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: secret,
    headers: [],
    ...given,
  };
  return { appId, sequence: 1, webhook, oldSecrets: [] };
}

interface SceneOptions extends DeliveryOptions {
  webhooks?: StoredWebhook[];
  /** Rules that are broken, always. */
  broken?: Rule[];
  /** Rules that are broken when they are asked about for the first time. */
  brokenOnce?: Rule[];
  clock?: Clock;
  seed?: number;
  random?: Random;
}

/** Deliveries of a few webhooks, and who asked for which rule. */
export function createScene(options: SceneOptions = {}) {
  const { webhooks = [storedWebhook()], broken = [], brokenOnce = [], ...others } = options;
  const { seed = 1, random = seededRandom(seed), clock, ...rest } = others;
  const virtual: VirtualClock = createVirtualClock(start * 1_000);
  const asked: Rule[] = [];
  const breaks: Breaks = (rule) => {
    const isFirst = !asked.includes(rule);
    asked.push(rule);
    return broken.includes(rule) || (isFirst && brokenOnce.includes(rule));
  };
  const services = {
    clock: clock ?? virtual,
    random,
    breaks,
    subscribers: (app: string) => webhooks.filter((stored) => stored.appId === app),
    find: (app: string, id: string) =>
      webhooks.find((stored) => stored.appId === app && stored.webhook.id === id),
  };
  return { webhooks, asked, clock: virtual, deliveries: createDeliveries(services, rest) };
}

/** Takes what is sent, and answers with the statuses given, the last of them for ever. */
export function createTarget(...statuses: number[]) {
  const requests: { headers: Headers; body: string; url: string }[] = [];
  const send = async (request: Request) => {
    requests.push({ headers: request.headers, body: await request.text(), url: request.url });
    const status = statuses[Math.min(requests.length, statuses.length) - 1] ?? 204;
    return new Response(null, { status });
  };
  return { requests, send };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
}
