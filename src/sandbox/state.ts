import type { WebhookDetailed } from "../../generated/models.js";

/** A webhook with what the service knows of it and does not show. */
export interface StoredWebhook {
  appId: string;
  /** Grows from one creation to the next. */
  sequence: number;
  webhook: WebhookDetailed;
  /** Newest first; each signs beside the present one for a while after it was replaced. */
  oldSecrets: OldSecret[];
}

export interface OldSecret {
  secret: string;
  /** Milliseconds since the Unix epoch, after which it does not sign any more. */
  until: number;
}

/** All that a sandbox remembers of the management API. */
export interface State {
  /** The highest given to a webhook so far. */
  sequence: number;
  webhooks: StoredWebhook[];
}
