import { Hono } from "hono";
import { type OperationId, routes, serverUrl } from "../../generated/routes.js";
import type { Clock } from "../shared/clock.js";
import { createDeliveries, type Deliveries } from "./deliveries/create-deliveries.js";
import type { AroundDelivery } from "./deliveries/delivery-transport.js";
import { ErrorResponse } from "./error-response.js";
import { createSwitchboard, type Faults } from "./faults/fault-switchboard.js";
import { runHandlers, withOverrides } from "./operation-handlers.js";
import { seededRandom } from "./random.js";
import { createRateLimit } from "./request-rate-limit.js";
import {
  createRespond,
  mountNotFound,
  mountOperations,
  type SandboxEnvironment,
} from "./sandbox-api.js";
import { mountControl } from "./sandbox-control.js";
import { SandboxError } from "./sandbox-error.js";
import { checkOptions, type SandboxOptions, type SandboxSettings } from "./sandbox-options.js";
import { ConnectionCut, fetchWithoutSocket, type HandleRequest, listen } from "./sandbox-server.js";
import { openStateFile } from "./state-file.js";
import { createStore } from "./store.js";
import { createHandlers } from "./webhook-handlers.js";

/** The Webhooks API, running. */
export interface Sandbox {
  /** What a client takes as `baseUrl`. */
  readonly url: string;
  /** Where `/_sandbox` lives. */
  readonly origin: string;
  /** Responds without a socket; what `createClient` takes as `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Lets things go wrong. */
  readonly faults: Faults;
  /** What was delivered, and what became of it. */
  readonly deliveries: Pick<Deliveries, "list" | "get" | "resend">;
  /** Operations of the contract that are answered with its example, for want of a handler. */
  readonly unimplemented: readonly OperationId[];
  /** Lets something happen to an app: every webhook that subscribes to it gets a delivery. */
  trigger: Deliveries["trigger"];
  /** Waits until every delivery has arrived or is given up; moves a virtual clock on to do so. */
  settled(): Promise<void>;
  /** Forgets all webhooks, deliveries and faults. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Where the contract's server has its API. */
const basePath = new URL(serverUrl).pathname;

/**
 * Starts the Webhooks API in this process: stateful, validating, and delivering.
 *
 * @throws SandboxError when an option cannot be used
 * @throws StateFileError when the state file cannot be used
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = checkOptions(options);
  const closing = new AbortController();
  const service = await createService(settings, closing.signal);
  const { switchboard, deliveries, unimplemented, trigger, reset } = service;
  const handle = createHandle(settings, service);
  const server = await listen(handle, settings).catch(async (error) => {
    await service.close();
    throw error;
  });
  return {
    origin: server.origin,
    url: server.origin + basePath,
    fetch: (input, init) => fetchWithoutSocket(handle, new Request(input, init), closing.signal),
    clock: settings.clock,
    faults: switchboard.faults,
    deliveries,
    unimplemented,
    trigger,
    reset,
    settled: () => deliveries.settled(),
    async close() {
      closing.abort();
      await server.close();
      await service.close();
    },
  };
}

/** What the sandbox remembers and does, however it is asked. */
async function createService(settings: SandboxSettings, closing: AbortSignal) {
  const { clock, apps } = settings;
  const random = seededRandom(settings.seed);
  const { store, saved, close } = await openStore(settings.state);
  const switchboard = createSwitchboard({ clock, random, closing });
  const handlers = createHandlers({ store, clock, random, apps });
  const rateLimit = createRateLimit(clock, settings.rateLimit);
  const deliveries = createDeliveries(
    { clock, random, store },
    {
      ...settings.deliveries,
      around: nest(switchboard.aroundDelivery, settings.deliveries.around),
    },
  );
  return {
    switchboard,
    handlers,
    rateLimit,
    deliveries,
    saved,
    /** Operations of the contract without a handler. */
    unimplemented: (Object.keys(routes) as OperationId[]).filter(
      (operationId) => !handlers[operationId] && !settings.handlers[operationId],
    ),
    trigger(...[appId, event]: Parameters<Deliveries["trigger"]>) {
      if (apps?.has(appId) === false) throw new SandboxError(`there is no app '${appId}'`);
      return deliveries.trigger(appId, event);
    },
    async reset(): Promise<void> {
      store.clear();
      switchboard.faults.clear();
      deliveries.clear();
      rateLimit.clear();
      await saved();
    },
    async close(): Promise<void> {
      deliveries.close();
      await close();
    },
  };
}

type Service = Awaited<ReturnType<typeof createService>>;

/** Puts around the honest parts of the sandbox what may go wrong and what the user adds. */
function createHandle(settings: SandboxSettings, service: Service): HandleRequest {
  const { switchboard } = service;
  const runHandler = withOverrides(runHandlers(service.handlers), settings.handlers);
  const respond = createRespond({
    ...settings,
    ...service,
    readRequest: switchboard.readRequest,
    runHandler: withOverrides(runHandler, switchboard.handlers),
  });
  const app = new Hono<SandboxEnvironment>();
  mountOperations(app, basePath, (operationId, context) =>
    switchboard.aroundResponse(operationId, () => respond(operationId, context)),
  );
  mountControl(app, { ...settings, ...service, faults: switchboard.faults });
  mountNotFound(app, basePath);
  app.onError((error) => {
    throw error;
  });
  return withAround((request, bindings) => app.fetch(request, bindings), settings);
}

/** Puts the user's function around each exchange with the API. */
function withAround(handle: HandleRequest, { around, onError }: SandboxSettings): HandleRequest {
  if (around === undefined) return handle;
  return async (request, bindings) => {
    if (!new URL(request.url).pathname.startsWith(basePath)) return handle(request, bindings);
    try {
      // A clone, because a request from a socket is none that `new Request` takes.
      return await around(request.clone(), async (one = request) => handle(one, bindings));
    } catch (error) {
      if (error instanceof ErrorResponse) return error.toResponse();
      if (!(error instanceof ConnectionCut)) onError(error);
      throw error;
    }
  };
}

/** One function around deliveries within another: the inner one is closer to the receiver. */
const nest =
  (outer: AroundDelivery, inner: AroundDelivery | undefined): AroundDelivery =>
  (request, next) =>
    outer(request, inner ? (changed) => inner(changed, next) : next);

/** The webhooks, in a file or in memory alone. */
async function openStore(path: string | undefined) {
  const nothing = async () => {};
  if (path === undefined) return { store: createStore(), saved: nothing, close: nothing };
  let store = createStore();
  const file = await openStateFile(path, () => store.state);
  store = createStore(file.initial);
  return { store, saved: () => file.save(), close: () => file.close() };
}
