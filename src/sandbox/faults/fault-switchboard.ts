import type { OperationId } from "../../../generated/routes.js";
import type { Clock } from "../../shared/clock.js";
import type { AroundDelivery } from "../deliveries/delivery-transport.js";
import type { HandlerOverrides } from "../operation-handlers.js";
import type { Random } from "../random.js";
import type { readRequest } from "../read-request.js";
import type { Respond } from "../sandbox-api.js";
import { checkName, checkSwitch } from "./fault-switch.js";
import { type FaultName, faultTable } from "./fault-table.js";
import type { ActiveFault, Around, Fault, FaultSwitch } from "./fault-types.js";

/** Switches faults on and off. */
export interface Faults {
  /** What each of them does. */
  readonly known: Readonly<Record<FaultName, string>>;
  /**
   * Switches a fault on, anew if it is on.
   *
   * @throws SandboxError for an unknown fault or a bad switch
   */
  set(name: FaultName, how?: FaultSwitch): void;
  /** Switches a fault off; all of them without a name. @throws SandboxError for an unknown one */
  clear(name?: FaultName): void;
  /** Those that are on; `times` is how often each will still happen. */
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

/** Puts the faults that are on around the parts of the sandbox, which do not know of them. */
export function createSwitchboard(services: SwitchboardServices) {
  const active = new Map<FaultName, SwitchedOn>();

  function atPlace(name: FaultName, one: SwitchedOn): ActiveFault {
    const { probability = 1 } = one.how;
    return {
      how: one.how,
      wait: (milliseconds) => wait(milliseconds, services),
      happens() {
        if (active.get(name) !== one) return false;
        // Chance is not asked where nothing is left to it: ids are the same with a fault as without.
        if (probability < 1 && services.random() >= probability) return false;
        one.left -= 1;
        if (one.left === 0) active.delete(name);
        return true;
      },
    };
  }

  /** Puts those that are on around a function, in the order of the table. */
  function around<In, Out>(
    partOf: (fault: Fault) => Around<In, Out> | undefined,
    operationId: OperationId | undefined,
    run: (request: In) => Out,
  ): (request: In) => Out {
    if (active.size === 0) return run;
    return names.reduce((next, name) => {
      const one = active.get(name);
      const wrap = partOf(faultTable[name]);
      if (!one || !wrap || (one.how.operation ?? operationId) !== operationId) return next;
      const on = atPlace(name, one);
      return (request) => wrap(request, next, on);
    }, run);
  }

  return {
    faults: createFaults(active),
    aroundRespond:
      (respond: Respond): Respond =>
      (operationId, context) =>
        around(
          ({ exchange }) => exchange,
          operationId,
          () => respond(operationId, context),
        )(operationId),
    aroundReadRequest:
      (read: typeof readRequest): typeof readRequest =>
      (operationId, raw) =>
        around(
          ({ check }) => check,
          operationId,
          (one) => read(operationId, one),
        )(raw),
    handlers: {
      listWebhooks: (request, next) =>
        around(({ listWebhooks }) => listWebhooks, "listWebhooks", next)(request),
    } satisfies HandlerOverrides,
    aroundDelivery: ((request, next) =>
      around(({ delivery }) => delivery, undefined, next)(request)) satisfies AroundDelivery,
  };
}

function createFaults(active: Map<FaultName, SwitchedOn>): Faults {
  const descriptions = names.map((name) => [name, faultTable[name].description]);
  return {
    known: Object.fromEntries(descriptions) as Record<FaultName, string>,
    set(name, how = {}) {
      checkSwitch(name, how);
      active.set(name, { how: { ...how }, left: how.times ?? Infinity });
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

/** Resolves after so many milliseconds, or as soon as the sandbox is closed. */
function wait(milliseconds: number, { clock, closing }: SwitchboardServices): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      cancel();
      closing.removeEventListener("abort", stop);
      resolve();
    };
    const cancel = clock.schedule(stop, milliseconds);
    closing.addEventListener("abort", stop);
  });
}
