/** What came of claiming a delivery. */
export type Claim =
  /** It is the caller's to handle. */
  | "claimed"
  /** Somebody is handling it. */
  | "busy"
  /** It was handled. */
  | "done";

/**
 * Remembers which deliveries are being handled and which were, so that each is handled once. A
 * claim that is neither released nor done expires, because its process may have died. Each claim
 * has an owner, a name of its own: one that expired cannot release what is another's by then.
 */
export interface ClaimStore {
  /** Claims a delivery, unless it is claimed or done. Atomic: of many callers one gets it. */
  claim(id: string, owner: string): Promise<Claim>;
  /** Notes that the delivery was handled, whoever owns it by now. */
  done(id: string): Promise<void>;
  /** Gives the delivery back, to be handled on its next attempt, if it is still this owner's. */
  release(id: string, owner: string): Promise<void>;
}
