/**
 * A rule of the service that a fault may switch off. Whoever keeps the rule asks first whether it
 * is broken just now, and only where that makes a difference.
 */
export type Rule =
  | "storeCreate"
  | "storeUpdate"
  | "storeDelete"
  | "replaceOnUpdate"
  | "storeHeaders"
  | "createOnce"
  | "keepId"
  | "knowWebhook"
  | "knowApp"
  | "separateApps"
  | "authorize"
  | "requireToken"
  | "requireScheme"
  | "knowToken"
  | "requireScope"
  | "validate"
  | "startAfterCursor"
  | "obeyCursor"
  | "endAtLimit"
  | "obeyOrder"
  | "hideFromList"
  | "sendAllow"
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

/**
 * Whether a rule is broken just now; asking counts as using a fault up.
 *
 * @param subject - the operationId of a request, the app of a delivery
 * @param detail - words that say which point of the rule is meant, where it has several
 */
export type Breaks = (rule: Rule, subject?: string, detail?: string) => boolean;

export const unbroken: Breaks = () => false;
