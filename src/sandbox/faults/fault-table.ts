import { answerFaults } from "./answer-faults.js";
import { authorizationFaults } from "./authorization-faults.js";
import { bodyFaults } from "./body-faults.js";
import { deliveryFaults } from "./delivery-faults.js";
import type { Fault } from "./fault.js";
import { listFaults } from "./list-faults.js";
import { stateFaults } from "./state-faults.js";
import { transportFaults } from "./transport-faults.js";
import { validationFaults } from "./validation-faults.js";

/** All that can go wrong on purpose. Each works without saying more in its switch than its name. */
export const faultTable = {
  ...answerFaults,
  ...transportFaults,
  ...bodyFaults,
  ...listFaults,
  ...stateFaults,
  ...authorizationFaults,
  ...validationFaults,
  ...deliveryFaults,
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faultTable;
