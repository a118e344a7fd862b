import type { Methods } from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import { monotonic, sleep } from "../shared/clock.js";
import type { Calls, WithResponse } from "./call.js";
import { MendixWebhooksError } from "./client-errors.js";
import type { CheckedOptions, RequestOptions } from "./client-options.js";
import { backoff } from "./retry-rules.js";

/**
 * Creates a webhook once, even if a response is lost. It notes which webhooks of that name and URL
 * exist, creates, and after a lost response looks for a new one before it tries again.
 */
export async function createReconciled(
  methods: Methods<Calls, RequestOptions>,
  appId: string,
  body: WebhookInput,
  options: RequestOptions & { deadlineAt: number },
  { maxRetries, clock, random, logger }: CheckedOptions,
): Promise<WithResponse<WebhookDetailed>> {
  async function findEqual(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id, name, url } of methods.listWebhooks(appId, {}, options)) {
      if (name === body?.name && url === body.url) ids.push(id);
    }
    return ids;
  }

  /** Waits, then returns the webhook that is new since `before`. */
  async function findCreated(before: string[], attempt: number, error: MendixWebhooksError) {
    const wait = backoff(attempt, random);
    if (monotonic(clock) + wait > options.deadlineAt) throw error;
    logger?.warn("wait", { method: "POST", attempts: attempt, wait });
    await sleep(clock, wait, options.signal);
    try {
      const id = (await findEqual()).find((id) => !before.includes(id));
      return id ? await methods.getWebhook(appId, id, options).withResponse() : undefined;
    } catch (failure) {
      // The error of the create says that the webhook may exist.
      if (!options.signal?.aborted) throw error;
      throw Object.assign(failure as Error, { mayHaveSucceeded: true });
    }
  }

  const before = await findEqual();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await methods.createWebhook(appId, body, options).withResponse();
    } catch (error) {
      if (!(error instanceof MendixWebhooksError && error.mayHaveSucceeded)) throw error;
      const created = await findCreated(before, attempt, error);
      if (created) return created;
      // A create that succeeded is not repeated: the service may have changed the name or the URL.
      if (attempt > maxRetries || error.code === "invalid_response") throw error;
    }
  }
}
