export type { Claim, ClaimStore } from "./claim-store.js";
export {
  createReceiver,
  type DeliveryContext,
  type Handler,
  type Receiver,
  type ReceiverOptions,
} from "./create-receiver.js";
export type { Delivery, DeliveryBody, DeliveryHeaders } from "./delivery.js";
export { ReceiverError } from "./errors.js";
export { type DeliveryEvent, type Events, isEvent } from "./events.js";
export { type Explanation, explain } from "./explain.js";
export type { KeyEncoding } from "./keys.js";
export { type MemoryClaimStoreOptions, memoryClaimStore } from "./memory-claim-store.js";
export { type SignedHeaders, type SignOptions, sign } from "./sign.js";
export { type NodeRequest, type NodeResponse, toNodeHandler } from "./to-node-handler.js";
export { SignatureVerificationError, type Unwrapped, unwrap } from "./unwrap.js";
export {
  type Match,
  type Verification,
  type VerificationFailure,
  type VerifyOptions,
  verify,
} from "./verify.js";
