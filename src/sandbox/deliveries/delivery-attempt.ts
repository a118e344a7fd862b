import { sign } from "../../receiver/index.js";
import type { Clock } from "../../shared/clock.js";
import { abortable } from "../abortable.js";
import type { SandboxSettings } from "../sandbox-options.js";
import type { StoredWebhook } from "../store.js";
import type { Attempt } from "./delivery-log.js";
import { redactedText } from "./delivery-secrets.js";
import { DeliveryFailure, type DeliveryRequest, describeFailure } from "./delivery-transport.js";

/** What the attempts at a delivery send. */
type Outgoing = Pick<DeliveryRequest, "deliveryId" | "body" | "attempt">;

/** Makes one attempt at a delivery. It never rejects; the result describes any failure. */
export async function makeAttempt(
  delivery: Outgoing,
  stored: StoredWebhook,
  cancelled: AbortSignal,
  clock: Clock,
  { transport, around, timeout }: SandboxSettings["deliveries"],
): Promise<Attempt> {
  const now = clock.now();
  const attemptOf = (outcome: Partial<Attempt>): Attempt => ({
    at: new Date(now).toISOString(),
    duration: clock.now() - now,
    ...outcome,
  });
  try {
    const request = await createSignedRequest(stored, delivery, now);
    const response = await withTimeout(timeout, cancelled, (signal) =>
      around(request, (changed) => transport(changed, signal)),
    );
    const { status, location } = response;
    const shown = redactedText(stored, response.text);
    const isRedirect = status >= 300 && status < 400 && location !== undefined;
    return attemptOf({
      status,
      ...(shown !== undefined && { response: shown }),
      ...(isRedirect && { error: "redirects are not followed" }),
    });
  } catch (error) {
    return attemptOf({ error: describeFailure(error) });
  }
}

async function withTimeout<T>(
  timeout: number,
  cancelled: AbortSignal,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  cancelled.throwIfAborted();
  const late = new AbortController();
  // The system's timer, because a receiver takes real time even if the sandbox's clock is virtual.
  const timer = setTimeout(() => {
    late.abort(new DeliveryFailure(`no response within ${timeout / 1000} s`));
  }, timeout);
  const signal = AbortSignal.any([cancelled, late.signal]);
  return abortable(act(signal), signal).finally(() => clearTimeout(timer));
}

/** Headers of the connection, which a custom header must not replace. */
const connectionHeader = /^(host|connection|content-length|transfer-encoding|expect)$/;

/**
 * Makes the request of one attempt, signed with the secrets that the webhook has now.
 *
 * @param now - milliseconds since the Unix epoch
 * @throws DeliveryFailure when the webhook's URL is not valid
 */
export async function createSignedRequest(
  { appId, webhook, oldSecrets }: StoredWebhook,
  delivery: Outgoing,
  now: number,
): Promise<DeliveryRequest> {
  const { deliveryId: id, body } = delivery;
  if (!URL.canParse(webhook.url)) throw new DeliveryFailure("the URL is not valid");
  const old = oldSecrets.filter(({ until }) => now <= until).map(({ secret }) => secret);
  const secrets = [...new Set([webhook.validationSecret, ...old])];
  const signed = await sign({ id, timestamp: Math.floor(now / 1000), secrets, body });
  const own = { ...signed, "user-agent": "webhooks/1.0 (sandbox)", accept: "*/*" };
  return {
    url: new URL(webhook.url),
    headers: { ...own, ...customHeaders(webhook.headers ?? [], own) },
    ...delivery,
    appId,
    webhook,
  };
}

/** Omits those that the delivery or its connection sets itself. */
function customHeaders(headers: readonly { key: string; value: string }[], own: object) {
  // Without a prototype, because a header may be called `__proto__`.
  const custom: Record<string, string[]> = Object.create(null);
  for (const { key, value } of headers) {
    const name = key.toLowerCase();
    if (Object.hasOwn(own, name) || connectionHeader.test(name)) continue;
    custom[name] = [...(custom[name] ?? []), value];
  }
  return custom;
}
