import { examples } from "../../../generated/examples.js";
import { operations } from "../../../generated/operations.js";
import type { OperationId } from "../../../generated/routes.js";
import { SandboxError } from "../sandbox-error.js";
import { isNumber, isWhole } from "../value-checks.js";
import { type FaultName, faultTable } from "./fault-table.js";
import type { Fault, FaultSwitch } from "./fault-types.js";

/** What each entry of a switch has to be. */
const demands: Record<keyof FaultSwitch, [isFine: (value: unknown) => boolean, what: string]> = {
  operation: [isText((text) => Object.hasOwn(operations, text)), "an operationId of the contract"],
  times: [(value) => isWhole(value, 1), "a whole number above 0"],
  probability: [(value) => isNumber(value, 0, 1), "a number from 0 to 1"],
  delay: [(value) => isNumber(value, 0), "a number of milliseconds from 0"],
  status: [(value) => isWhole(value, 200, 599), "a whole number from 200 to 599"],
  header: [isText((text) => /^[\w!#$%&'*+.^`|~-]+$/.test(text)), "the name of a header"],
  field: [isText((text) => fields.includes(text)), "one of those that the contract checks"],
  rule: [isText((text) => /^\w+$/.test(text)), "a keyword of JSON Schema"],
};

/** @throws SandboxError for a switch that would not do what it says */
export function checkSwitch(name: FaultName, how: FaultSwitch): void {
  const fault: Fault = faultTable[checkName(name)];
  const own = ["operation", "times", "probability", ...(fault.takes ?? [])];
  for (const [key, value] of Object.entries(how)) {
    if (!isEntry(key)) {
      const known = Object.keys(demands).join(", ");
      throw new SandboxError(`a switch has no '${key}'; it may have ${known}`);
    }
    if (value === undefined) continue;
    if (!own.includes(key)) throw new SandboxError(`fault '${name}' takes no '${key}'`);
    const [isFine, what] = demands[key];
    if (!isFine(value)) throw new SandboxError(`'${key}' must be ${what}`);
  }
  if (how.operation === undefined || canAffect(fault, how.operation)) return;
  const others = fault.delivery ? "it is about deliveries" : "it is about listWebhooks";
  throw new SandboxError(`fault '${name}' cannot affect ${how.operation}: ${others}`);
}

/** @throws SandboxError for a name that no fault has */
export function checkName(name: FaultName): FaultName {
  if (Object.hasOwn(faultTable, name)) return name;
  throw new SandboxError(`there is no fault '${name}'; GET /_sandbox/faults lists them`);
}

function canAffect(fault: Fault, operationId: OperationId): boolean {
  if (fault.delivery) return false;
  return fault.listWebhooks === undefined || operationId === "listWebhooks";
}

const isEntry = (key: string): key is keyof FaultSwitch => Object.hasOwn(demands, key);

function isText(isFine: (text: string) => boolean) {
  return (value: unknown): boolean => typeof value === "string" && isFine(value);
}

/** Parameters, and the fields of a body as the contract's example of one has them. */
const fields: readonly string[] = [
  ...Object.values(operations).flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  "content-type",
  "body",
  ...namesIn(examples.pushWebhook, ""),
];

function namesIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [path, ...namesIn(value[0], `${path}[]`)];
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, one]) =>
    namesIn(one, path === "" ? key : `${path}.${key}`),
  );
  return path === "" ? below : [path, ...below];
}
