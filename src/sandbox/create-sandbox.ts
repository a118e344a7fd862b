import { Hono } from "hono";
import { type OperationId, routes, serverUrl } from "../../generated/routes.js";
import type { Clock } from "../shared/clock.js";
import { createRateLimit } from "./authenticate.js";
import { addExamples } from "./contract-examples.js";
import { Deliveries } from "./deliveries/sandbox-deliveries.js";
import { ConnectionCut, responseToError } from "./error-response.js";
import { createSwitchboard, type Faults } from "./faults/fault-switchboard.js";
import { createRunHandler } from "./operation-handlers.js";
import { seededRandom } from "./random.js";
import { createRespond, mountOperations, type SandboxEnvironment } from "./sandbox-api.js";
import { mountControl } from "./sandbox-control.js";
import { checkOptions, type SandboxOptions, type SandboxSettings } from "./sandbox-options.js";
import { fetchWithoutSocket, type HandleRequest, listen } from "./sandbox-server.js";
import { openStateFile } from "./state-file.js";
import { createStore } from "./store.js";
import { createHandlers } from "./webhook-handlers.js";

/** A running sandbox. */
export interface Sandbox {
  /** The `baseUrl` for a client. */
  readonly url: string;
  /** The origin of `/_sandbox`. */
  readonly origin: string;
  /** Responds without a socket. Pass it to `createClient`. */
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Switches faults on and off. */
  readonly faults: Faults;
  /** The deliveries so far. */
  readonly deliveries: Pick<Deliveries, "list" | "get" | "resend">;
  /** The operations without a handler, to which the sandbox responds with the contract's example. */
  readonly unimplemented: readonly OperationId[];
  /** Delivers an event to every active webhook of an app that subscribes to it. */
  trigger: Deliveries["trigger"];
  /** Resolves once no delivery is pending. Advances a virtual clock as far as necessary. */
  settled(): Promise<void>;
  /** Removes all webhooks and deliveries, and switches all faults off. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A contract may give the address of its server without an origin. */
const basePath = new URL(serverUrl, "http://localhost").pathname.replace(/\/$/, "");

/**
 * Starts a sandbox in this process.
 *
 * @throws SandboxError when an option is invalid, or the state file cannot be used
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = checkOptions(options);
  const closing = new AbortController();
  const service = await createService(settings, closing.signal);
  const { deliveries, unimplemented, reset, faults } = service;
  const handle = createHandle(settings, service);
  const server = await listen(handle, settings).catch(async (error) => {
    await service.close();
    throw error;
  });
  return {
    origin: server.origin,
    url: server.origin + basePath,
    fetch: async (input, init) =>
      fetchWithoutSocket(handle, new Request(input, init), closing.signal),
    clock: settings.clock,
    ...{ faults, deliveries, unimplemented, reset },
    trigger: (appId, event) => deliveries.trigger(appId, event),
    settled: () => deliveries.settled(),
    async close() {
      closing.abort(new ConnectionCut());
      await server.close();
      await service.close();
    },
  };
}

/** Creates the parts of the sandbox behind its HTTP interface. */
async function createService(settings: SandboxSettings, closing: AbortSignal) {
  const { clock, apps } = settings;
  const random = seededRandom(settings.seed);
  let store = createStore();
  const { state } = settings;
  const file = state === undefined ? undefined : await openStateFile(state, () => store.state);
  store = createStore(file?.initial);
  if (settings.examples) addExamples(store);
  const switchboard = createSwitchboard({ clock, random, closing });
  const handlers = createHandlers({ store, clock, random, apps });
  const rateLimit = createRateLimit(clock, settings.rateLimit);
  const { around, ...others } = settings.deliveries;
  const deliveries = new Deliveries(
    { clock, random, store },
    {
      ...others,
      around: (request, next) =>
        switchboard.aroundDelivery(request, (changed) => around(changed, next)),
    },
  );
  return {
    ...{ switchboard, faults: switchboard.faults, handlers, rateLimit, deliveries },
    unimplemented: (Object.keys(routes) as OperationId[]).filter(
      (operationId) => !Object.hasOwn({ ...handlers, ...settings.handlers }, operationId),
    ),
    saved: async () => file?.save(),
    async reset(): Promise<void> {
      for (const one of [store, switchboard.faults, deliveries, rateLimit]) one.clear();
      if (settings.examples) addExamples(store);
      await file?.save();
    },
    async close(): Promise<void> {
      deliveries.close();
      await file?.close();
    },
  };
}

type Service = Awaited<ReturnType<typeof createService>>;

/** Creates the HTTP interface, wrapped in the active faults and the functions of the user. */
function createHandle(settings: SandboxSettings, service: Service): HandleRequest {
  const { switchboard, handlers } = service;
  const { around, onError } = settings;
  const respond = createRespond({
    ...settings,
    ...service,
    readRequest: switchboard.readRequest,
    runHandler: createRunHandler(handlers, settings.handlers),
  });
  const app = new Hono<SandboxEnvironment>();
  mountControl(app, { ...settings, ...service, basePath });
  mountOperations(app, basePath, (operationId, ...request) =>
    switchboard.aroundResponse(operationId, () => respond(operationId, ...request)),
  );
  app.onError((error) => {
    throw error;
  });
  const handle: HandleRequest = async (request, bindings) => app.fetch(request, bindings);
  if (around === undefined) return handle;
  return async (request, bindings) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(basePath) || pathname.startsWith("/_sandbox")) {
      return handle(request, bindings);
    }
    try {
      // A clone, because `new Request` does not accept a request from a socket.
      return await around(request.clone(), (one = request) => handle(one, bindings));
    } catch (error) {
      return responseToError(error, onError);
    }
  };
}
