import { sign } from "../../receiver/index.js";
import type { StoredWebhook } from "../state.js";
import { DeliveryFailure } from "./delivery-failure.js";
import type { DeliveryRequest } from "./delivery-transport.js";

type Headers = DeliveryRequest["headers"];

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
  delivery: { id: string; body: string; attempt: number },
  now: number,
): Promise<DeliveryRequest> {
  const { id, body, attempt } = delivery;
  if (!URL.canParse(webhook.url)) throw new DeliveryFailure("the URL is not valid");
  const old = oldSecrets.filter(({ until }) => now <= until).map(({ secret }) => secret);
  const secrets = [...new Set([webhook.validationSecret, ...old])];
  const signed = await sign({ id, timestamp: Math.floor(now / 1000), secrets, body });
  const own = { ...signed, "user-agent": "webhooks/1.0 (sandbox)", accept: "*/*" };
  return {
    url: new URL(webhook.url),
    headers: { ...own, ...customHeaders(webhook.headers ?? [], own) },
    ...{ body, appId, webhook, deliveryId: id, attempt },
  };
}

/** Leaves out those that the delivery or its connection sets itself. */
function customHeaders(headers: readonly { key: string; value: string }[], own: object): Headers {
  // Without a prototype, because a header may be called `__proto__`.
  const custom: Record<string, string[]> = Object.create(null);
  for (const { key, value } of headers) {
    const name = key.toLowerCase();
    if (Object.hasOwn(own, name) || connectionHeader.test(name)) continue;
    custom[name] = [...(custom[name] ?? []), value];
  }
  return custom;
}
