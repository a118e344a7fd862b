import { examples } from "../../../generated/examples.js";
import type { WebhookInput } from "../../../generated/models.js";

export const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** A webhook that the contract allows. */
export const input: WebhookInput = examples.pushWebhook;
