import { operations } from "../../../generated/operations.js";
import type { OperationId } from "../../../generated/routes.js";
import { SandboxError } from "../sandbox-error.js";
import { isNumber, isWhole } from "../value-checks.js";
import { type FaultName, faultTable } from "./fault-table.js";
import type { Fault, FaultSwitch } from "./fault-types.js";

/** The check of each setting, and what it expects. */
const settings: Record<keyof FaultSwitch, [isValid: (value: unknown) => boolean, what: string]> = {
  operation: [isText((text) => Object.hasOwn(operations, text)), "an operationId of the contract"],
  times: [(value) => isWhole(value, 1), "a whole number above 0"],
  probability: [(value) => isNumber(value, 0, 1), "a number from 0 to 1"],
  delay: [(value) => isNumber(value, 0), "a number of milliseconds from 0"],
  status: [(value) => isWhole(value, 200, 599), "a whole number from 200 to 599"],
  header: [isText((text) => /^[\w!#$%&'*+.^`|~-]+$/.test(text)), "the name of a header"],
  field: [isText((text) => /^[\w.[\]-]+$/.test(text)), "the name of a parameter or a field"],
  rule: [isText((text) => /^\w+$/.test(text)), "a keyword of JSON Schema"],
};

/** @throws SandboxError for a setting that is invalid or has no effect */
export function checkSwitch(name: FaultName, how: FaultSwitch): void {
  const fault: Fault = faultTable[checkName(name)];
  const own = ["operation", "times", "probability", ...(fault.takes ?? [])];
  for (const [key, value] of Object.entries(how)) {
    const [isValid, what] = new Map(Object.entries(settings)).get(key) ?? [];
    if (!isValid) {
      const known = Object.keys(settings).join(", ");
      throw new SandboxError(`a switch has no '${key}'; it may have ${known}`);
    }
    if (value === undefined) continue;
    if (!own.includes(key)) throw new SandboxError(`fault '${name}' takes no '${key}'`);
    if (!isValid(value)) throw new SandboxError(`'${key}' must be ${what}`);
  }
  checkOperation(name, fault, how.operation);
}

function checkOperation(name: FaultName, fault: Fault, operation: OperationId | undefined): void {
  if (operation === undefined || fault.exchange || fault.check) return;
  if (fault.listWebhooks && operation === "listWebhooks") return;
  const subject = fault.delivery ? "deliveries" : "listWebhooks";
  throw new SandboxError(`fault '${name}' cannot affect ${operation}: it is about ${subject}`);
}

/** @throws SandboxError for an unknown fault */
export function checkName(name: FaultName): FaultName {
  if (Object.hasOwn(faultTable, name)) return name;
  throw new SandboxError(`there is no fault '${name}'; GET /_sandbox/faults lists them`);
}

function isText(isValid: (text: string) => boolean) {
  return (value: unknown): boolean => typeof value === "string" && isValid(value);
}
