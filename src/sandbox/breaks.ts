/**
 * A rule of the service that a fault may switch off. Whoever keeps the rule asks first whether it
 * is broken just now.
 */
export type Rule =
  | "storeCreate"
  | "storeUpdate"
  | "storeDelete"
  | "replaceOnUpdate"
  | "knowWebhook"
  | "knowApp"
  | "separateApps"
  | "requireToken"
  | "requireScheme"
  | "knowToken"
  | "requireScope"
  | "validateParameters"
  | "validateBody"
  | "giveNextCursor"
  | "givePrevCursor"
  | "startAfterCursor"
  | "endAtLimit"
  | "order"
  | "hideSecret"
  | "signDelivery"
  | "signRawBody"
  | "signSeconds"
  | "signWithSecret"
  | "keepDeliveryId"
  | "freshTimestamp"
  | "retryDelivery"
  | "requireActive"
  | "requireSubscription"
  | "sendCustomHeaders"
  | "refuseRedirect";

/** Whether a rule is broken just now; asking counts as using a fault up. */
export type Breaks = (rule: Rule, detail?: string) => boolean;

export const unbroken: Breaks = () => false;
