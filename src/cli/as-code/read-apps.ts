import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import {
  type Client,
  ForbiddenError,
  MendixWebhooksError,
  UnauthorizedError,
  type Webhook,
  type WebhookDetailed,
} from "../../index.js";
import { describeError } from "../report-error.js";
import { CommandError } from "../terminal.js";
import type { AppProblem } from "./plan.js";

/** An app to read: its id, and what people call it. */
export interface AppName {
  id: string;
  label?: string;
}

/** What exists of an app. */
export interface AppState {
  webhooks: Webhook[];
  detailed: WebhookDetailed[];
}

/** How to send requests. */
export interface Connected {
  client: Client;
  /** How many requests may be under way at the same time. */
  concurrency: number;
  signal: AbortSignal;
}

/** A problem of an app, and whether it is that the token does not suffice. */
export interface ReadProblem extends AppProblem {
  isUnauthorised: boolean;
}

/**
 * Reads apps: a list of each, and each webhook that is selected. A failure of one app does not stop
 * the others, except an invalid token and an interruption.
 *
 * @param selects - selects the webhooks of an app whose secrets matter; it may throw
 * @param onApp - called after each app
 */
export async function readApps<App extends AppName>(
  apps: readonly App[],
  { client, concurrency, signal }: Connected,
  selects: (app: App, webhooks: Webhook[]) => Webhook[],
  onApp: () => void,
): Promise<(AppState | ReadProblem)[]> {
  const limit = pLimit(concurrency);
  const stopping = new AbortController();
  const options = { signal: AbortSignal.any([signal, stopping.signal]) };
  // Each request listens.
  setMaxListeners(0, options.signal);

  async function listAll(appId: string): Promise<Webhook[]> {
    const webhooks: Webhook[] = [];
    const oldestFirst = { ascOrder: true };
    for await (const one of client.listWebhooks(appId, oldestFirst, options)) webhooks.push(one);
    return webhooks;
  }

  async function readApp(app: App): Promise<AppState | ReadProblem> {
    try {
      const webhooks = await limit(() => listAll(app.id));
      const get = ({ id }: Webhook) => limit(() => client.getWebhook(app.id, id, options));
      return { webhooks, detailed: await Promise.all(selects(app, webhooks).map(get)) };
    } catch (error) {
      const { label } = app;
      if (isFatal(error)) throw error;
      return {
        ...{ appId: app.id, reason: describeError(error).line },
        ...(label !== undefined && { label }),
        isUnauthorised: error instanceof ForbiddenError,
      };
    } finally {
      onApp();
    }
  }

  try {
    return await Promise.all(apps.map(readApp));
  } finally {
    stopping.abort();
  }
}

/** Whether an error would be the same for every other app. */
const isFatal = (error: unknown): boolean =>
  error instanceof MendixWebhooksError
    ? error instanceof UnauthorizedError || error.code === "aborted"
    : !(error instanceof CommandError);
