import type { InvalidParam, WebhookInput } from "../../../generated/models.js";
import { operations } from "../../../generated/operations.js";
import type { OperationId } from "../../../generated/routes.js";
import type { Answer } from "../answer.js";
import type { Breaks, Rule } from "../breaks.js";
import type { Random } from "../random.js";
import type { Fault, FaultSwitch } from "./fault.js";
import { checkName, checkSwitch } from "./fault-switch.js";
import { type FaultName, faultTable } from "./fault-table.js";

/** The switchboard. */
export interface Faults {
  /** What each of them does. */
  readonly known: Readonly<Record<FaultName, string>>;
  /** Switches a fault on, anew if it is on. @throws SandboxError for an unknown one, or a bad switch */
  set(name: FaultName, how?: FaultSwitch): void;
  /** Switches a fault off; all of them without a name. @throws SandboxError for an unknown one */
  clear(name?: FaultName): void;
  /** Those that are on; `times` is how often each will still happen. */
  active(): Partial<Record<FaultName, FaultSwitch>>;
}

/** The switchboard, seen from the side of what it breaks; asked often, and mostly in vain. */
export interface FaultLines {
  breaks: Breaks;
  /** The violations that are noticed; each is given with the words that say what it is about. */
  notice<T extends { about: string }>(operationId: OperationId, violations: readonly T[]): T[];
  /** What is refused in a body that the contract allows. */
  refuse(operationId: OperationId, body: unknown): InvalidParam[];
  /** The answer to give instead of performing an operation. */
  instead(operationId: OperationId): Answer | undefined;
  change(operationId: OperationId, answer: Answer): Answer;
  /** Milliseconds to wait before answering. */
  delay(operationId: OperationId): number;
}

interface Active {
  fault: Fault;
  how: FaultSwitch;
  left: number;
}

export function createFaults(random: Random): Faults & FaultLines {
  const active = new Map<FaultName, Active>();

  /** The effects of the faults that happen now; each that is taken counts. */
  function* effects<T>(
    operationId: OperationId | undefined,
    effectOf: (fault: Fault, how: FaultSwitch) => T | undefined,
  ): Generator<T> {
    for (const [name, one] of active) {
      const { fault, how } = one;
      const effect = isMeant(fault, how, operationId) ? effectOf(fault, how) : undefined;
      if (effect === undefined || isSpared(how)) continue;
      one.left -= 1;
      if (one.left === 0) active.delete(name);
      yield effect;
    }
  }

  // Chance is not asked where nothing is left to it: ids stay the same with a fault and without.
  const isSpared = ({ probability = 1 }: FaultSwitch) => probability < 1 && random() >= probability;

  return {
    ...createSwitches(active),
    breaks(rule, subject, detail = "") {
      if (active.size === 0) return false;
      const operationId = isOperation(subject) ? subject : undefined;
      const breaking = effects(operationId, (fault, how) => concerns(fault, how, rule, detail));
      return breaking.next().done === false;
    },
    notice(operationId, violations) {
      if (active.size === 0) return [...violations];
      const noticed = new Set(violations);
      const overlooked = effects(operationId, (fault, how) => {
        const some = [...noticed].filter(({ about }) => concerns(fault, how, "validate", about));
        return some.length > 0 ? some : undefined;
      });
      for (const some of overlooked) for (const one of some) noticed.delete(one);
      return [...noticed];
    },
    refuse: (operationId, body) => [
      ...effects(operationId, ({ refuse }) => refuse?.(Object(body) as Partial<WebhookInput>)),
    ],
    instead(operationId) {
      const answers = effects(operationId, ({ instead }, how) => instead?.(operationId, how));
      return answers.next().value ?? undefined;
    },
    change(operationId, answer) {
      if (active.size === 0) return answer;
      let changed = answer;
      const changes = effects(operationId, ({ change }, how) => {
        const next = change?.(changed, how);
        return next === changed ? undefined : next;
      });
      for (const next of changes) changed = next;
      return changed;
    },
    delay: (operationId) =>
      [...effects(operationId, (fault, how) => fault.delay && (how.delay ?? fault.delay))].reduce(
        (sum, delay) => sum + delay,
        0,
      ),
  };
}

function createSwitches(active: Map<FaultName, Active>): Faults {
  const names = Object.keys(faultTable) as FaultName[];
  return {
    known: Object.fromEntries(names.map((name) => [name, faultTable[name].description])) as Record<
      FaultName,
      string
    >,
    set(name, how = {}) {
      checkSwitch(name, how);
      active.set(name, { fault: faultTable[name], how: { ...how }, left: how.times ?? Infinity });
    },
    clear(name) {
      if (name === undefined) active.clear();
      else active.delete(checkName(name));
    },
    active: () =>
      Object.fromEntries(
        [...active].map(([name, { how, left }]) => [
          name,
          left === Infinity ? { ...how } : { ...how, times: left },
        ]),
      ),
  };
}

const isOperation = (subject = ""): subject is OperationId => Object.hasOwn(operations, subject);

/** Whether a fault can hit an operation, or something outside of them. */
const isMeant = (fault: Fault, { operation }: FaultSwitch, operationId: OperationId | undefined) =>
  operationId === undefined ||
  ((operation ?? operationId) === operationId && (fault.operations?.includes(operationId) ?? true));

/** True where a fault breaks a rule in the point that the words are about. */
function concerns(fault: Fault, { field }: FaultSwitch, rule: Rule, about: string) {
  const words = about.split(" ");
  const wanted = [...(fault.detail?.split(" ") ?? []), ...(field === undefined ? [] : [field])];
  return (fault.rule === rule && wanted.every((word) => words.includes(word))) || undefined;
}
