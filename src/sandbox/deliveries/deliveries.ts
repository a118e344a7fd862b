import type { Clock, VirtualClock } from "../../shared/clock.js";
import type { Breaks } from "../breaks.js";
import { SandboxError } from "../errors.js";
import type { Random } from "../random.js";
import type { StoredWebhook } from "../state.js";
import type { Delivery, DeliveryFilter, SandboxEvent } from "./delivery.js";
import { createEntry, createLog, type Entry, type Log, snapshot } from "./log.js";
import { createNetwork } from "./network.js";
import { createPayloads } from "./payloads.js";
import { createSchedule } from "./schedule.js";
import { shownUrl } from "./secrets.js";
import { Sender } from "./sender.js";
import { newDeliveryId } from "./signed-request.js";
import { isActive, isSubscribed } from "./subscription.js";
import { createDirect } from "./transport.js";

/** Milliseconds: the longest that a timer can wait. */
const longestTimeout = 2 ** 31 - 1;

/** How deliveries are sent. */
export interface DeliveryOptions {
  /**
   * Multiplies the waits before retries: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h; with 0 they
   * follow at once.
   *
   * @default 1
   */
  retryScale?: number;
  /**
   * Milliseconds that a whole answer may take.
   *
   * @default 30_000
   */
  timeout?: number;
  /**
   * Deliveries that the log keeps beside those that are pending; exhausted ones are kept longer
   * than others.
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
  /** Takes deliveries instead of the network; a receiver fits. */
  send?: (request: Request) => Promise<Response>;
}

/** What deliveries need of the sandbox. */
export interface DeliveryServices {
  clock: Clock | VirtualClock;
  random: Random;
  breaks: Breaks;
  /** All webhooks of the app. */
  subscribers(appId: string, eventType: string): readonly StoredWebhook[];
  find(appId: string, webhookId: string): StoredWebhook | undefined;
}

/** The sending side of webhooks. */
export interface Deliveries {
  /**
   * Delivers an event to every active webhook of the app that subscribes to it.
   *
   * @throws SandboxError when nothing can be delivered: an event that the contract does not know has
   * no payload, or the payload of one that it knows is no object
   */
  trigger(appId: string, event: SandboxEvent): Delivery[];
  /** Newest first. */
  list(filter?: DeliveryFilter): Delivery[];
  get(id: string): Delivery | undefined;
  /** Makes one more attempt now, and its retries, under the same id. */
  resend(id: string): Delivery | undefined;
  /** Cancels what is pending, and forgets all deliveries. */
  clear(): void;
  /** Waits until no delivery is pending; moves a virtual clock on to do so. */
  settled(): Promise<void>;
  /** Cancels what is pending; nothing is delivered afterwards. */
  close(): void;
}

/**
 * Makes the sending side of a sandbox.
 *
 * @throws SandboxError when an option is out of its range
 */
export function createDeliveries(
  services: DeliveryServices,
  options: DeliveryOptions = {},
): Deliveries {
  const { clock, random, breaks } = services;
  const parts = partsOf(options);
  const { log } = parts;
  const payloadOf = createPayloads(services);
  const sender = new Sender({ ...services, ...parts });

  function add(stored: StoredWebhook, eventType: string, payload: string): Delivery {
    const id = freshId(random, log);
    const { appId, webhook } = stored;
    const entry = createEntry({
      ...{ id, appId, webhookId: webhook.id, eventType, payload },
      url: shownUrl(stored),
      createdAt: new Date(clock.now()).toISOString(),
    });
    entry.isForced = !webhook.isActive;
    log.add(entry);
    sender.start(entry);
    return snapshot(entry);
  }

  return {
    trigger(appId, event) {
      const payload = textOf(payloadOf(appId, event));
      if (sender.isClosed) return [];
      return services
        .subscribers(appId, event.type)
        .filter((stored) => isActive(stored, breaks) && isSubscribed(stored, event.type, breaks))
        .map((stored) => add(stored, event.type, payload));
    },
    list: (filter) => log.list(filter).map(snapshot),
    get: (id) => shown(log.get(id)),
    resend(id) {
      const entry = log.get(id);
      if (entry) sender.resend(entry);
      return shown(entry);
    },
    clear() {
      sender.cancel();
      log.clear();
    },
    settled: () => sender.settled(),
    close: () => sender.close(),
  };
}

/** @throws SandboxError for what JSON cannot say */
function textOf(payload: unknown): string {
  try {
    const text = JSON.stringify(payload);
    if (text !== undefined) return text;
  } catch {
    // Said below: circular, too deep, or a BigInt.
  }
  throw new SandboxError("the payload cannot be written as JSON", "invalid_event");
}

/** What the options decide. */
function partsOf(options: DeliveryOptions) {
  const { retryScale, timeout = 30_000, maxLogged = 1_000 } = options;
  const { allowPrivateTargets = false, send } = options;
  checkRange("timeout", timeout, longestTimeout);
  checkRange("maxLogged", maxLogged, Number.MAX_SAFE_INTEGER);
  return {
    timeout,
    schedule: createSchedule(retryScale),
    log: createLog(maxLogged),
    transport: send ? createDirect(send) : createNetwork({ allowPrivateTargets }),
  };
}

/** After a seed was used again, its ids may still be in the log. */
function freshId(random: Random, log: Log): string {
  const id = newDeliveryId(random);
  return log.get(id) ? freshId(random, log) : id;
}

const shown = (entry: Entry | undefined) => entry && snapshot(entry);

function checkRange(name: string, value: number, highest: number): void {
  if (value >= 1 && value <= highest) return;
  throw new SandboxError(`option '${name}' must be a number from 1 to ${highest}`);
}
