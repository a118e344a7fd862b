import type { Methods } from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import type { WithResponse } from "./call.js";
import type { Calls } from "./create-client.js";
import type { MendixWebhooksError } from "./errors.js";
import type { CheckedOptions, RequestOptions } from "./options.js";
import { backoff } from "./retry.js";

/**
 * Creates a webhook even if an answer is lost on the way, and never a second one: it notes which
 * webhooks of that name and URL there are, creates, and after a lost answer looks whether there is
 * one more, before it tries again.
 */
export async function createReconciled(
  methods: Methods<Calls, RequestOptions>,
  appId: string,
  body: WebhookInput,
  options: RequestOptions & Pick<CheckedOptions, "maxRetries" | "clock" | "random">,
): Promise<WithResponse<WebhookDetailed>> {
  async function equals(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id, name, url } of methods.listWebhooks(appId, {}, options)) {
      if (name === body.name && url === body.url) ids.push(id);
    }
    return ids;
  }

  const before = await equals();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await methods.createWebhook(appId, body, options).withResponse();
    } catch (error) {
      if (!(error as MendixWebhooksError).mayHaveSucceeded) throw error;
      try {
        await options.clock.sleep(backoff(attempt, options.random), options.signal);
        const created = (await equals()).find((id) => !before.includes(id));
        if (created) return await methods.getWebhook(appId, created, options).withResponse();
      } catch {
        // A look that fails does not tell what became of the create: its own error does.
        throw error;
      }
      if (attempt > options.maxRetries) throw error;
    }
  }
}
