import { type OperationId, routes } from "../../generated/routes.js";
import { createDeliveries, type Deliveries } from "./deliveries/create-deliveries.js";
import { SandboxError } from "./errors.js";
import { createFaults, type FaultLines, type Faults } from "./faults/faults.js";
import { createHandlers, type Handlers } from "./handlers.js";
import type { checkOptions } from "./options.js";
import { seededRandom } from "./random.js";
import { createRateLimit, type RateLimit } from "./rate-limit.js";
import { openStateFile } from "./state-file.js";
import { createStore } from "./store.js";

/** Options with their defaults. */
export type Settings = ReturnType<typeof checkOptions>;

/** What the service is and does, however it is asked. */
export interface Service {
  faults: Faults & FaultLines;
  handlers: Handlers;
  deliveries: Deliveries;
  trigger: Deliveries["trigger"];
  rateLimit: RateLimit;
  /** Operations of the contract without a handler. */
  unimplemented: readonly OperationId[];
  /** Aborted when nobody is to be answered any more. */
  closing: AbortSignal;
  /** Resolves once what was changed is safe. */
  saved(): Promise<void>;
  /** Forgets all that happened. */
  reset(): Promise<void>;
  stop(): void;
  close(): Promise<void>;
}

/** @throws StateFileError when the state file cannot be used */
export async function createService(settings: Settings): Promise<Service> {
  const { clock, apps } = settings;
  const random = seededRandom(settings.seed);
  const faults = createFaults(random);
  const { breaks } = faults;
  const { store, saved, close } = await openStore(settings.state);
  const handlers = createHandlers({ store, clock, random, breaks, apps });
  const deliveries = createDeliveries(
    {
      clock,
      random,
      webhooksOf: (appId) => [...store.webhooksOf(appId)],
      find(appId, webhookId) {
        const stored = store.find(webhookId);
        return stored?.appId === appId ? stored : undefined;
      },
    },
    settings.deliveries,
  );
  const trigger: Deliveries["trigger"] = (appId, event) => {
    if (apps?.has(appId) === false) throw new SandboxError(`there is no app '${appId}'`);
    return deliveries.trigger(appId, event);
  };
  const closing = new AbortController();
  const rateLimit = createRateLimit(clock, settings.rateLimit);
  return {
    closing: closing.signal,
    faults,
    handlers,
    deliveries,
    trigger,
    saved,
    rateLimit,
    unimplemented: (Object.keys(routes) as OperationId[]).filter((id) => !handlers[id]),
    async reset(): Promise<void> {
      store.clear();
      faults.clear();
      deliveries.clear();
      rateLimit.clear();
      await saved();
    },
    stop: () => closing.abort(),
    async close(): Promise<void> {
      deliveries.close();
      await close();
    },
  };
}

/** The webhooks, in a file or in memory alone. */
async function openStore(path: string | undefined) {
  const nothing = async () => {};
  if (path === undefined) return { store: createStore(), saved: nothing, close: nothing };
  let store = createStore();
  const file = await openStateFile(path, () => store.state);
  store = createStore(file.initial);
  return { store, saved: () => file.save(), close: () => file.close() };
}
