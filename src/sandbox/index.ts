export { type Clock, createVirtualClock, systemClock, type VirtualClock } from "../shared/clock.js";
export type { Scope, Token } from "./authenticate.js";
export { createSandbox, type Sandbox } from "./create-sandbox.js";
export type { Deliveries, DeliveryOptions } from "./deliveries/create-deliveries.js";
export type {
  Attempt,
  Delivery,
  DeliveryFilter,
  DeliveryStatus,
  SandboxEvent,
} from "./deliveries/delivery-log.js";
export type {
  AroundDelivery,
  DeliveryRequest,
  DeliveryResponse,
} from "./deliveries/delivery-transport.js";
export { SandboxError } from "./errors.js";
export type { FaultSwitch } from "./faults/fault.js";
export type { FaultName } from "./faults/fault-table.js";
export type { Faults } from "./faults/faults.js";
export type { SandboxOptions } from "./options.js";
export { StateFileError } from "./state-file.js";
