import type { OperationId } from "../../../generated/routes.js";
import { type Clock, sleep } from "../../shared/clock.js";
import type { AroundDelivery } from "../deliveries/delivery-transport.js";
import type { Random } from "../random.js";
import { type RawRequest, readRequest } from "../read-request.js";
import { SandboxError } from "../sandbox-error.js";
import { type Around, checkSwitch, type Fault, type FaultSwitch } from "./fault-switch.js";
import { type FaultName, faultTable } from "./fault-table.js";

/** Switches faults on and off. */
export interface Faults {
  /** The description of each fault. */
  readonly known: Readonly<Record<FaultName, string>>;
  /**
   * Switches a fault on. If it is on already, the new settings replace the old ones.
   *
   * @throws SandboxError for an unknown fault or an invalid setting
   */
  set(name: FaultName, how?: FaultSwitch): void;
  /** Switches off one fault, or all of them. @throws SandboxError for an unknown fault */
  clear(name?: FaultName): void;
  /** The faults that are on; `times` is the number of times left. */
  active(): Partial<Record<FaultName, FaultSwitch>>;
}

interface SwitchboardServices {
  clock: Clock;
  random: Random;
  /** Aborted when the sandbox is closed. */
  closing: AbortSignal;
}

interface SwitchedOn {
  how: FaultSwitch;
  /** How many times it will still happen. */
  left: number;
}

const names = Object.keys(faultTable) as FaultName[];

/** Wraps parts of the sandbox in the faults that are on. */
export function createSwitchboard({ clock, random, closing }: SwitchboardServices) {
  const active = new Map<FaultName, SwitchedOn>();

  function happens(name: FaultName, one: SwitchedOn): boolean {
    if (active.get(name) !== one) return false;
    const { probability = 1 } = one.how;
    // A certain fault draws no random number, so it does not change the ids of a seed.
    if (probability < 1 && random() >= probability) return false;
    one.left -= 1;
    if (one.left === 0) active.delete(name);
    return true;
  }

  /** Runs a part of the sandbox, wrapped in the faults of that part, in the order of the table. */
  function runWrapped<In, Out>(
    partOf: (fault: Fault) => Around<In, Out> | undefined,
    operationId: OperationId | undefined,
    run: (request: In) => Out,
    request: In,
  ): Out {
    let wrapped = run;
    for (const name of active.size === 0 ? [] : names) {
      const one = active.get(name);
      const wrap = partOf(faultTable[name]);
      if (!one || !wrap || (one.how.operation ?? operationId) !== operationId) continue;
      const next = wrapped;
      const fault = {
        how: one.how,
        happens: () => happens(name, one),
        wait: (milliseconds: number) => sleep(clock, milliseconds, closing),
      };
      wrapped = (changed) => wrap(changed, next, fault);
    }
    return wrapped(request);
  }

  return {
    faults: createFaults(active),
    aroundResponse: (operationId: OperationId, respond: () => Promise<Response>) =>
      runWrapped(({ exchange }) => exchange, operationId, respond, operationId),
    readRequest: (operationId: OperationId, raw: RawRequest) =>
      runWrapped(
        ({ check }) => check,
        operationId,
        (one) => readRequest(operationId, one),
        raw,
      ),
    aroundDelivery: ((request, next) =>
      runWrapped(({ delivery }) => delivery, undefined, next, request)) satisfies AroundDelivery,
  };
}

function createFaults(active: Map<FaultName, SwitchedOn>): Faults {
  const descriptions = names.map((name) => [name, faultTable[name].description]);
  return {
    known: Object.fromEntries(descriptions) as Record<FaultName, string>,
    set(name, how = {}) {
      checkSwitch(name, faultTable[checkName(name)], how);
      active.set(name, { how: { ...how }, left: how.times ?? Infinity });
    },
    clear(name) {
      if (name === undefined) active.clear();
      else active.delete(checkName(name));
    },
    active: () =>
      Object.fromEntries(
        Array.from(active, ([name, { how, left }]) => [
          name,
          { ...how, ...(left !== Infinity && { times: left }) },
        ]),
      ),
  };
}

/** @throws SandboxError for an unknown fault */
function checkName(name: FaultName): FaultName {
  if (Object.hasOwn(faultTable, name)) return name;
  throw new SandboxError(`there is no fault '${name}'; GET /_sandbox/faults lists them`);
}
