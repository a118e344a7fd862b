import { once } from "node:events";
import { request } from "node:http";
import { examples } from "../../../generated/examples.js";
import type { WebhookDetailed } from "../../../src/index.js";
import { sign } from "../../../src/receiver/index.js";
import type { Has } from "./planted-bugs.js";

const bodies: Record<string, unknown> = {
  "package.uploaded": examples.packageUploaded,
  "teamserver.push": examples.teamServerPush,
  alert: examples.criticalAlert,
};

/** Attempts at a delivery that does not arrive. */
const attempts = 3;

/** Tells the time in seconds, each later than the one before. */
export type Seconds = () => number;

/** Sends an event to a webhook until it arrives. */
export async function deliver(
  webhook: WebhookDetailed,
  eventType: string,
  id: string,
  now: Seconds,
  has: Has,
): Promise<void> {
  const body = JSON.stringify(bodies[eventType]);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const timestamp = now() * (has("timestamp in milliseconds") ? 1_000 : 1);
    const signed = await sign({ secrets: webhook.validationSecret, body, id, timestamp });
    const custom = (webhook.headers ?? []).map(({ key, value }) => [key, value]);
    const status = await post(webhook.url, { ...Object.fromEntries(custom), ...signed }, body);
    if (status >= 200 && status < 300) return;
  }
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<number> {
  const own = { accept: "*/*", "user-agent": "third/1.0", "content-length": body.length };
  const outgoing = request(url, { method: "POST", agent: false, headers: { ...own, ...headers } });
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  incoming.resume();
  await once(incoming, "end");
  return incoming.statusCode;
}
