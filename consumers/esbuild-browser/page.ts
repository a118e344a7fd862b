import {
  createClient,
  InvalidRequestError,
  NotFoundError,
  type WebhookInput,
} from "mendix-webhooks";
import { type Delivery, verify } from "mendix-webhooks/receiver";
import type { SandboxEvent } from "mendix-webhooks/sandbox";

declare global {
  /** Exposed by `open-page.js`: has a push delivered, and returns the delivery. */
  function trigger(event: SandboxEvent): Promise<Delivery>;
  var usePackage: (
    given: Record<"appId" | "secret" | "api" | "control", string>,
  ) => Promise<object>;
}

globalThis.usePackage = async ({ appId, secret, api, control }) => {
  const client = createClient({ token: "any", baseUrl: api });
  const input: WebhookInput = {
    name: "Push",
    url: `${location.origin}/webhooks`,
    eventTypes: ["teamserver.push"],
    isActive: false,
    validationSecret: secret,
  };
  const { id } = await client.createWebhook(appId, input);
  const { isActive } = await client.updateWebhook(appId, id, { ...input, isActive: true });
  const names: string[] = [];
  for await (const { name } of client.listWebhooks(appId)) names.push(name);
  const { validationSecret } = await client.getWebhook(appId, id);

  const delivery = await trigger({ type: "teamserver.push" });
  const verification = await verify(delivery, { secrets: secret });
  const forged = await verify({ ...delivery, body: "{}" }, { secrets: secret });

  await client.deleteWebhook(appId, id);
  const errorOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
  return {
    ...{ isActive, names, hasSecret: validationSecret === secret },
    verified: [verification.ok, forged.ok],
    errors: [
      (await errorOf(client.getWebhook(appId, id))) instanceof NotFoundError,
      (await errorOf(client.createWebhook(appId, { ...input, name: "" }))) instanceof
        InvalidRequestError,
      // A page of another origin may call the API of the sandbox, but not control it.
      (await errorOf(fetch(control))) instanceof TypeError,
    ],
  };
};
