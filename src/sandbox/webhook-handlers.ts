import { examples } from "../../generated/examples.js";
import { type ErrorResponse, errorLike } from "./error-response.js";
import { listWebhooks } from "./list-webhooks.js";
import type { HandlerOverrides, HandlerRequest } from "./operation-handlers.js";
import { type Random, randomId } from "./random.js";
import type { SandboxSettings } from "./sandbox-options.js";
import type { OldSecret, Store, StoredWebhook } from "./store.js";

interface HandlerServices extends Pick<SandboxSettings, "clock" | "apps"> {
  store: Store;
  random: Random;
}

type WebhookPath = HandlerRequest<"getWebhook">["path"];

/** What the contract's example of a webhook has and that of a request has not. */
const additions = Object.fromEntries(
  Object.entries(examples.createdWebhook).filter(
    ([key]) => !Object.hasOwn(examples.pushWebhook, key),
  ),
) as Omit<typeof examples.createdWebhook, keyof typeof examples.pushWebhook>;

/** Milliseconds for which a replaced secret still signs beside its successor. */
const secretOverlap = 24 * 3_600_000;

/** Creates the handlers of the operations. */
export function createHandlers({ store, clock, random, apps }: HandlerServices): HandlerOverrides {
  function requireApp(appId: string): void {
    if (apps?.has(appId) === false) throw notFound(examples.appNotFound, appId);
  }

  function requireWebhook({ "app-id": appId, "webhook-id": id }: WebhookPath): StoredWebhook {
    requireApp(appId);
    const stored = store.find(appId, id);
    if (stored) return stored;
    throw notFound(examples.webhookNotFound, id);
  }

  return {
    listWebhooks({ path: { "app-id": appId }, query }) {
      requireApp(appId);
      return listWebhooks(store.webhooksOf(appId), query);
    },

    createWebhook({ path: { "app-id": appId }, body }) {
      requireApp(appId);
      const webhook = { ...additions, ...body, id: newId(store, random) };
      store.add(appId, webhook);
      return webhook;
    },

    getWebhook: ({ path }) => requireWebhook(path).webhook,

    updateWebhook({ path, body }) {
      const stored = requireWebhook(path);
      const updated = { ...additions, ...body, id: stored.webhook.id };
      stored.oldSecrets = oldSecretsOf(stored, updated.validationSecret, clock.now());
      stored.webhook = updated;
      return updated;
    },

    deleteWebhook: ({ path }) => store.remove(requireWebhook(path)),
  };
}

function newId(store: Store, random: Random): string {
  const id = randomId(random, "mxep_");
  return store.has(id) ? newId(store, random) : id;
}

function oldSecretsOf({ webhook, oldSecrets }: StoredWebhook, next: string, now: number) {
  const alive = oldSecrets.filter(({ until, secret }) => until > now && secret !== next);
  if (webhook.validationSecret === next) return alive;
  const replaced: OldSecret = { secret: webhook.validationSecret, until: now + secretOverlap };
  return [replaced, ...alive];
}

/** The 404 of a contract example, with the id that was requested. */
function notFound({ error }: typeof examples.appNotFound, id: string): ErrorResponse {
  const invalidParams = error["invalid-params"].map(({ name, reason }) => ({
    name,
    reason: reason.replace(/'[^']*'/, () => `'${id}'`),
  }));
  return errorLike({ error: { ...error, "invalid-params": invalidParams } });
}
