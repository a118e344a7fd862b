import type { Breaks } from "../breaks.js";
import type { StoredWebhook } from "../state.js";

/** Whether anything is delivered to the webhook. */
export const isActive = ({ webhook, appId }: StoredWebhook, breaks: Breaks): boolean =>
  webhook.isActive || breaks("requireActive", appId);

/** Whether the webhook asks for events of a type. */
export const isSubscribed = (
  { webhook, appId }: StoredWebhook,
  eventType: string,
  breaks: Breaks,
): boolean => webhook.eventTypes.includes(eventType) || breaks("requireSubscription", appId);
