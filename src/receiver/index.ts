export {
  type Claim,
  type ClaimStore,
  type MemoryClaimStoreOptions,
  memoryClaimStore,
} from "./claim-store.js";
export {
  createReceiver,
  type DeliveryContext,
  type Handler,
  type Receiver,
  type ReceiverOptions,
} from "./create-receiver.js";
export { type Explanation, explain } from "./explain.js";
export type { Delivery, DeliveryBody, DeliveryHeaders } from "./raw-delivery.js";
export {
  ReceiverError,
  SignatureVerificationError,
  type VerificationFailure,
} from "./receiver-errors.js";
export { type KeyEncoding, type SignedHeaders, type SignOptions, sign } from "./signature.js";
export { type NodeRequest, type NodeResponse, toNodeHandler } from "./to-node-handler.js";
export {
  type DeliveryEvent,
  type Events,
  isEvent,
  type UnwrapOptions,
  type Unwrapped,
  unwrap,
} from "./unwrap.js";
export { type Match, type Verification, type VerifyOptions, verify } from "./verify.js";
