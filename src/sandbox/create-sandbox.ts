import { Hono } from "hono";
import { type OperationId, serverUrl } from "../../generated/routes.js";
import type { Clock } from "../shared/clock.js";
import { mountApi, mountRefusals } from "./api.js";
import { mountControl } from "./control.js";
import type { Deliveries } from "./deliveries/create-deliveries.js";
import type { Environment } from "./environment.js";
import type { Faults } from "./faults/faults.js";
import { fetchFrom, listen } from "./listen.js";
import { checkOptions, type SandboxOptions } from "./options.js";
import { createService, type Service, type Settings } from "./service.js";

/** The Webhooks API, running. */
export interface Sandbox {
  /** What a client takes as `baseUrl`. */
  readonly url: string;
  /** Where `/_sandbox` lives. */
  readonly origin: string;
  /** Answers without a socket; what `createClient` takes as `fetch`. */
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
  const service = await createService(settings);
  const app = createApp(service, settings);
  const server = await listen(app, settings).catch(async (error) => {
    await service.close();
    throw error;
  });
  const { faults, deliveries, unimplemented, trigger, reset } = service;
  return {
    origin: server.origin,
    url: server.origin + basePath,
    fetch: (input, init) => fetchFrom(app, new Request(input, init), service.closing),
    clock: settings.clock,
    faults,
    deliveries,
    unimplemented,
    trigger,
    reset,
    settled: () => deliveries.settled(),
    async close() {
      service.stop();
      await server.close();
      await service.close();
    },
  };
}

function createApp(service: Service, settings: Settings): Hono<Environment> {
  const app = new Hono<Environment>();
  mountApi(app, basePath, { ...settings, ...service });
  mountControl(app, { ...settings, ...service });
  mountRefusals(app, basePath, service);
  app.onError((error) => {
    throw error;
  });
  return app;
}
