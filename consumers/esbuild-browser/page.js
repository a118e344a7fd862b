import {
  createClient,
  InvalidRequestError,
  MendixWebhooksError,
  NetworkError,
  NotFoundError,
} from "mendix-webhooks";
import { verify } from "mendix-webhooks/receiver";

async function errorOf(promise) {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  return error instanceof MendixWebhooksError && error;
}

/** Runs in the page, with the functions that `open-page.js` exposes to it. */
window.usePackage = async ({ appId, secret, path, otherOrigin }) => {
  const client = createClient({ token: "any", baseUrl: location.origin + path, maxRetries: 0 });
  const url = `${location.origin}/webhooks`;
  const input = { name: "Push", url, eventTypes: ["teamserver.push"], isActive: false };
  const { id } = await client.createWebhook(appId, { ...input, validationSecret: secret });
  const update = { ...input, isActive: true, validationSecret: secret };
  const { isActive } = await client.updateWebhook(appId, id, update);
  const names = [];
  for await (const { name } of client.listWebhooks(appId)) names.push(name);
  const { validationSecret } = await client.getWebhook(appId, id);

  const delivery = await window.triggerPush();
  const verification = await verify(delivery, { secrets: secret });
  const forged = await verify({ ...delivery, body: "{}" }, { secrets: secret });

  await client.deleteWebhook(appId, id);
  // The sandbox allows no requests from pages of other origins.
  const direct = createClient({ token: "any", baseUrl: otherOrigin + path, maxRetries: 0 });
  return {
    ...{ isActive, names, hasSecret: validationSecret === secret },
    verified: [verification.ok, forged.ok],
    errors: [
      (await errorOf(client.getWebhook(appId, id))) instanceof NotFoundError,
      (await errorOf(client.createWebhook(appId, {}))) instanceof InvalidRequestError,
      (await errorOf(direct.getWebhook(appId, id))) instanceof NetworkError,
    ],
  };
};
