import { examples, responses } from "../../generated/examples.js";
import type { WebhookDetailed } from "../../generated/models.js";
import type { State } from "./store.js";

/** The contract may have lost or renamed the operation. */
const { createWebhook }: Readonly<Partial<typeof responses>> = responses;

/** The webhooks that the contract shows as created, in the app of its examples. */
export function exampleState(): State {
  const appId = examples.teamServerPush.projectId;
  // The linter of the contract validates its examples.
  const webhooks = Object.values(createWebhook?.[200]?.bodies ?? {}) as WebhookDetailed[];
  return {
    sequence: webhooks.length,
    webhooks: webhooks.map((webhook, index) => ({
      ...{ appId, webhook, sequence: index + 1, oldSecrets: [] },
    })),
  };
}
