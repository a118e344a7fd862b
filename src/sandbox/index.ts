export { type Clock, createVirtualClock, systemClock, type VirtualClock } from "../shared/clock.js";
export type { Scope, Token } from "./authenticate.js";
export { createSandbox, type Sandbox } from "./create-sandbox.js";
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
export type { Deliveries } from "./deliveries/sandbox-deliveries.js";
export { ErrorResponse } from "./error-response.js";
export type { FaultSwitch } from "./faults/fault-switch.js";
export type { Faults } from "./faults/fault-switchboard.js";
export type { FaultName } from "./faults/fault-table.js";
export type { HandlerOverrides, HandlerRequest } from "./operation-handlers.js";
export { SandboxError } from "./sandbox-error.js";
export type { AroundExchange, DeliveryOptions, SandboxOptions } from "./sandbox-options.js";
