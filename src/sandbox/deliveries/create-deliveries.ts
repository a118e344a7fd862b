import type { Clock, VirtualClock } from "../../shared/clock.js";
import { type Random, randomId } from "../random.js";
import { checkOption, SandboxError } from "../sandbox-error.js";
import type { Store, StoredWebhook } from "../store.js";
import {
  createDeliveryLog,
  type Delivery,
  type DeliveryFilter,
  type SandboxEvent,
  snapshot,
} from "./delivery-log.js";
import { createPayloads } from "./delivery-payloads.js";
import { redactedUrl } from "./delivery-secrets.js";
import { DeliverySender } from "./delivery-sender.js";
import {
  type AroundDelivery,
  createDirectTransport,
  createNetworkTransport,
} from "./delivery-transport.js";

/** Milliseconds: the longest that a timer can wait. */
const maxTimeout = 2 ** 31 - 1;

/** How deliveries are sent. */
export interface DeliveryOptions {
  /**
   * Multiplies the delays before retries, which are 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h.
   * From 0, which retries at once, to 1,000.
   *
   * @default 1
   */
  retryScale?: number;
  /**
   * Milliseconds that a response may take until it is complete.
   *
   * @default 30_000
   */
  timeout?: number;
  /**
   * How many deliveries may be pending at a time. Further ones are logged as `dropped`, not sent.
   *
   * @default 10_000
   */
  maxPending?: number;
  /**
   * How many deliveries the log keeps besides the pending ones.
   *
   * @default 1_000
   */
  maxLogged?: number;
  /**
   * Whether to deliver to addresses that are not of the public internet.
   *
   * @default false
   */
  allowPrivateTargets?: boolean;
  /** Receives deliveries in place of the network, for example a receiver. */
  send?: (request: Request) => Promise<Response>;
  /** Wraps each attempt, so that a test can change, repeat or suppress it. */
  around?: AroundDelivery;
}

interface DeliveryServices {
  clock: Clock | VirtualClock;
  random: Random;
  store: Pick<Store, "find" | "webhooksOf">;
}

/** Sends events to webhooks, and keeps a log. */
export interface Deliveries {
  /**
   * Delivers an event to every active webhook of the app that subscribes to it.
   *
   * @throws SandboxError for an event type that is not of the contract without a payload, and for
   * one of the contract with a payload that is not an object
   */
  trigger(appId: string, event: SandboxEvent): Delivery[];
  /** The deliveries so far, newest first. */
  list(filter?: DeliveryFilter): Delivery[];
  get(id: string): Delivery | undefined;
  /**
   * Makes one more attempt now, under the same id, and retries if it fails. Does nothing while
   * `maxPending` attempts are queued.
   */
  resend(id: string): Delivery | undefined;
  /** Cancels pending deliveries, and empties the log. */
  clear(): void;
  /** Resolves once no delivery is pending. Advances a virtual clock as far as necessary. */
  settled(): Promise<void>;
  /** Cancels pending deliveries. Nothing is delivered afterwards. */
  close(): void;
}

/** @throws SandboxError when an option is out of its range */
export function createDeliveries(
  services: DeliveryServices,
  options: DeliveryOptions = {},
): Deliveries {
  const { clock, random } = services;
  const settings = withDefaults(options);
  const { log, maxPending } = settings;
  const payloadOf = createPayloads(services);
  const sender = new DeliverySender({ ...services, ...settings });

  /** Ids repeat when a seed is used again. */
  function unusedId(): string {
    const id = randomId(random, "msg_", 27);
    return log.get(id) ? unusedId() : id;
  }

  function add(stored: StoredWebhook, eventType: string, payload: string): Delivery {
    const { appId, webhook } = stored;
    const entry = log.add({
      ...{ id: unusedId(), appId, webhookId: webhook.id, eventType, payload },
      url: redactedUrl(stored),
      createdAt: new Date(clock.now()).toISOString(),
    });
    if (log.pendingCount > maxPending) log.setStatus(entry, "dropped");
    else sender.send(entry);
    return snapshot(entry);
  }

  return {
    trigger(appId, event) {
      const payload = toJson(payloadOf(appId, event));
      if (sender.isClosed) return [];
      return services.store
        .webhooksOf(appId)
        .filter(({ webhook }) => webhook.isActive && webhook.eventTypes.includes(event.type))
        .map((stored) => add(stored, event.type, payload));
    },
    list: (filter) => log.list(filter).map(snapshot),
    get(id) {
      const entry = log.get(id);
      return entry && snapshot(entry);
    },
    resend(id) {
      const entry = log.get(id);
      if (entry && !sender.isClosed && sender.activeCount < maxPending) sender.resend(entry);
      return entry && snapshot(entry);
    },
    clear() {
      sender.cancel();
      log.clear();
    },
    settled: () => sender.settled(),
    close: () => sender.close(),
  };
}

/** @throws SandboxError for a value that JSON cannot represent */
function toJson(payload: unknown): string {
  try {
    const text = JSON.stringify(payload);
    if (text !== undefined) return text;
  } catch {
    // Circular, too deep, or a BigInt.
  }
  throw new SandboxError("the payload cannot be written as JSON", "invalid_event");
}

function withDefaults(options: DeliveryOptions) {
  const { retryScale = 1, timeout = 30_000, maxPending = 10_000, maxLogged = 1_000 } = options;
  const { allowPrivateTargets = false, send, around = (request, next) => next(request) } = options;
  // A longer delay could lead to a date that `Date` cannot represent.
  checkRange("retryScale", retryScale, 0, 1_000);
  checkRange("timeout", timeout, 1, maxTimeout);
  checkRange("maxPending", maxPending, 1, Number.MAX_SAFE_INTEGER);
  checkRange("maxLogged", maxLogged, 1, Number.MAX_SAFE_INTEGER);
  const transport = send
    ? createDirectTransport(send)
    : createNetworkTransport({ allowPrivateTargets });
  const log = createDeliveryLog(maxLogged);
  return { retryScale, timeout, maxPending, around, transport, log };
}

function checkRange(name: string, value: number, min: number, max: number): void {
  checkOption(name, value >= min && value <= max, `a number from ${min} to ${max}`);
}
