import type { Results } from "../../generated/client.js";
import { examples } from "../../generated/examples.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import type { OperationId } from "../../generated/routes.js";
import type { operations } from "../../generated/schema.js";
import type { Clock } from "../shared/clock.js";
import { refusalLike } from "./authenticate.js";
import type { Breaks, Rule } from "./breaks.js";
import { listWebhooks } from "./list-webhooks.js";
import { type Random, randomId } from "./random.js";
import type { OldSecret, StoredWebhook } from "./state.js";
import type { Store } from "./store.js";

/** The request of an operation, as the contract types it. */
export interface HandlerRequest<Id extends OperationId> {
  path: operations[Id]["parameters"]["path"];
  query: NonNullable<operations[Id]["parameters"]["query"]>;
  body: operations[Id] extends { requestBody: { content: { "application/json": infer Body } } }
    ? Body
    : undefined;
}

/**
 * What fulfils each operation, and gives the body of its success or throws a Refusal. An operation
 * without a handler is answered with the contract's example.
 */
export type Handlers = {
  [Id in OperationId]?: (request: HandlerRequest<Id>) => Results[Id];
};

/** What handlers stand on. */
export interface HandlerServices {
  store: Store;
  clock: Clock;
  random: Random;
  breaks: Breaks;
  /** The apps that exist; any if undefined. */
  apps: ReadonlySet<string> | undefined;
}

/** Milliseconds that an old secret still signs beside its successor. */
const secretOverlap = 24 * 3_600_000;

export function createHandlers(services: HandlerServices): Handlers {
  const { store, random, breaks } = services;
  return {
    listWebhooks: (request) => listWebhooks(services, request),

    createWebhook: ({ path: { "app-id": appId }, body }) => {
      knowApp(services, "createWebhook", appId);
      const settings = settingsOf(body, "createWebhook", breaks);
      const webhook = { id: newId(store, random), ...settings };
      if (!breaks("storeCreate", "createWebhook")) store.add(appId, webhook);
      if (breaks("createOnce", "createWebhook")) {
        store.add(appId, { id: newId(store, random), ...settings });
      }
      return webhook;
    },

    getWebhook: ({ path }) => known(find(services, "getWebhook", path), path).webhook,

    updateWebhook: (request) => updateWebhook(services, request),

    deleteWebhook: ({ path }) => {
      const found = find(services, "deleteWebhook", path);
      if (found === undefined && breaks("knowWebhook", "deleteWebhook")) return undefined;
      const stored = known(found, path);
      if (!breaks("storeDelete", "deleteWebhook")) store.remove(stored);
      return undefined;
    },
  };
}

/** @throws Refusal 404 */
function updateWebhook(
  services: HandlerServices,
  { path, body }: HandlerRequest<"updateWebhook">,
): WebhookDetailed {
  const { store, clock, random } = services;
  const breaks = (rule: Rule) => services.breaks(rule, "updateWebhook");
  const { "app-id": appId, "webhook-id": id } = path;
  const settings = settingsOf(body, "updateWebhook", services.breaks);
  const found = find(services, "updateWebhook", path);
  if (store.find(id) === undefined && breaks("knowWebhook")) {
    return store.add(appId, { id, ...settings }).webhook;
  }
  const stored = known(found, path);
  const isLess = settings.headers === undefined && stored.webhook.headers !== undefined;
  const base = isLess && breaks("replaceOnUpdate") ? stored.webhook : { id };
  const updated = { ...base, ...settings };
  if (breaks("storeUpdate")) return updated;
  if (breaks("keepId")) {
    store.remove(stored);
    return store.add(stored.appId, { ...updated, id: newId(store, random) }).webhook;
  }
  stored.oldSecrets = oldSecretsOf(stored, updated.validationSecret, clock.now());
  stored.webhook = updated;
  return updated;
}

/** @throws Refusal 404 */
export function knowApp(
  { apps, breaks }: HandlerServices,
  operationId: OperationId,
  appId: string,
): void {
  if (apps?.has(appId) !== false || breaks("knowApp", operationId)) return;
  throw notFound(examples.appNotFound, appId);
}

type WebhookPath = HandlerRequest<"getWebhook">["path"];

/** The webhook of an app, if it has it. @throws Refusal 404 for an unknown app */
function find(
  services: HandlerServices,
  operationId: OperationId,
  { "app-id": appId, "webhook-id": webhookId }: WebhookPath,
): StoredWebhook | undefined {
  knowApp(services, operationId, appId);
  const stored = services.store.find(webhookId);
  const isItsOwn = stored?.appId === appId;
  return isItsOwn || (stored && services.breaks("separateApps", operationId)) ? stored : undefined;
}

/** @throws Refusal 404 */
function known(stored: StoredWebhook | undefined, path: WebhookPath): StoredWebhook {
  if (stored) return stored;
  throw notFound(examples.webhookNotFound, path["webhook-id"]);
}

function newId(store: Store, random: Random): string {
  const id = randomId(random, "mxep_");
  return store.find(id) === undefined ? id : newId(store, random);
}

/**
 * The settings that the contract knows; others are not kept. Where a fault let through what the
 * contract forbids, a webhook is made of it all the same.
 */
function settingsOf(
  input: WebhookInput,
  operationId: OperationId,
  breaks: Breaks,
): Omit<WebhookDetailed, "id"> {
  const { name, url, eventTypes, isActive, validationSecret, headers } = given(input);
  const areHeadersKept = headers !== undefined && !breaks("storeHeaders", operationId);
  return {
    name: textOf(name),
    url: textOf(url),
    eventTypes: listOf(eventTypes).map(textOf),
    isActive: typeof isActive === "boolean" ? isActive : true,
    validationSecret: textOf(validationSecret),
    ...(areHeadersKept && {
      headers: listOf(headers).map((header) => {
        const { key, value } = given(header);
        return { key: textOf(key), value: textOf(value) };
      }),
    }),
  };
}

const given = (value: unknown): Record<string, unknown> => Object(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function oldSecretsOf({ webhook, oldSecrets }: StoredWebhook, next: string, now: number) {
  const alive = oldSecrets.filter(({ until, secret }) => until > now && secret !== next);
  if (webhook.validationSecret === next) return alive;
  const replaced: OldSecret = { secret: webhook.validationSecret, until: now + secretOverlap };
  return [replaced, ...alive];
}

/** A 404 as the contract shows it, of the thing that was asked for. */
function notFound(example: typeof examples.appNotFound, id: string) {
  const { code, message, "invalid-params": shown } = example.error;
  const invalidParams = shown.map(({ name, reason }) => ({
    name,
    reason: reason.replace(/'[^']*'/, () => `'${id}'`),
  }));
  return refusalLike({ error: { code, message, "invalid-params": invalidParams } });
}
