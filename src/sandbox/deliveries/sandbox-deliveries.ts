import { EventEmitter, once } from "node:events";
import { promise as createQueue } from "fastq";
import type { Clock, VirtualClock } from "../../shared/clock.js";
import { type Random, randomId } from "../random.js";
import type { SandboxSettings } from "../sandbox-options.js";
import type { Store, StoredWebhook } from "../store.js";
import { makeAttempt } from "./delivery-attempt.js";
import {
  type Attempt,
  type Delivery,
  type DeliveryFilter,
  DeliveryLog,
  type DeliveryStatus,
  type LogEntry,
  type SandboxEvent,
  snapshot,
} from "./delivery-log.js";
import { createPayloads } from "./delivery-payloads.js";
import { redactedUrl } from "./delivery-secrets.js";
import { DeliveryFailure } from "./delivery-transport.js";

/** Attempts made at the same time; each of them holds a socket. */
const maxConcurrent = 64;

/** How many deliveries may be pending; further ones are dropped. */
const maxPending = 10_000;

/** Seconds before the retries, as Svix has them: from 5 s to 10 h. */
const retryDelays = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600];

interface DeliveryServices {
  clock: Clock | VirtualClock;
  random: Random;
  store: Pick<Store, "find" | "webhooksOf">;
}

type DeliverySettings = SandboxSettings["deliveries"];

/** Sends events to webhooks, retries, and keeps a log. */
export class Deliveries {
  readonly #services: DeliveryServices;
  readonly #settings: DeliverySettings;
  readonly #payloadOf: ReturnType<typeof createPayloads>;
  readonly #log = new DeliveryLog();
  readonly #queue = createQueue((entry: LogEntry) => this.#perform(entry), maxConcurrent);
  #isClosed = false;
  /** Aborts the attempts that are being made. */
  #attempting = new AbortController();
  /** Emits `ended` after each attempt. */
  readonly #attempts = new EventEmitter().setMaxListeners(0);
  /** Attempts that are queued or being made. */
  #activeCount = 0;

  constructor(services: DeliveryServices, settings: DeliverySettings) {
    this.#services = services;
    this.#settings = settings;
    this.#payloadOf = createPayloads(services);
  }

  /**
   * Delivers an event to every active webhook of the app that subscribes to it.
   *
   * @throws SandboxError for an event type that is not of the contract without a payload, and for
   * one of the contract with a payload that is not an object
   */
  trigger(appId: string, event: SandboxEvent): Delivery[] {
    const payload = JSON.stringify(this.#payloadOf(appId, event));
    if (this.#isClosed) return [];
    return this.#services.store
      .webhooksOf(appId)
      .filter(({ webhook }) => webhook.isActive && webhook.eventTypes.includes(event.type))
      .map((stored) => this.#add(stored, event.type, payload));
  }

  /** The deliveries so far, newest first. */
  list(filter?: DeliveryFilter): Delivery[] {
    return this.#log.list(filter).map(snapshot);
  }

  get(id: string): Delivery | undefined {
    const entry = this.#log.get(id);
    return entry && snapshot(entry);
  }

  /**
   * Makes one more attempt now, under the same id, and retries if it fails. Does nothing during an
   * attempt.
   */
  resend(id: string): Delivery | undefined {
    const entry = this.#log.get(id);
    if (entry && !entry.isActive && !this.#isClosed) {
      this.#setStatus(entry, "pending");
      entry.retries = 0;
      this.#send(entry);
    }
    return entry && snapshot(entry);
  }

  /** Resolves once no delivery is pending. Advances a virtual clock as far as necessary. */
  async settled(): Promise<void> {
    const { clock } = this.#services;
    while (this.#log.pendingCount > 0) {
      // Virtual time stands still during an attempt, so attempts take none of it.
      if (this.#activeCount > 0 || !isVirtual(clock)) await once(this.#attempts, "ended");
      else if (!clock.advanceToNext()) return;
    }
  }

  /** Cancels pending deliveries, and empties the log. */
  clear(): void {
    this.#cancel();
    this.#log.clear();
  }

  /** Cancels pending deliveries. Nothing is delivered afterwards. */
  close(): void {
    this.#queue.kill();
    this.#isClosed = true;
    this.#cancel();
  }

  #add(stored: StoredWebhook, eventType: string, payload: string): Delivery {
    const { appId, webhook } = stored;
    const entry = this.#log.add({
      ...{
        id: randomId(this.#services.random, "msg_", 27),
        appId,
        webhookId: webhook.id,
        eventType,
        payload,
      },
      url: redactedUrl(stored),
      createdAt: new Date(this.#services.clock.now()).toISOString(),
    });
    if (this.#log.pendingCount > maxPending) this.#setStatus(entry, "dropped");
    else this.#send(entry);
    return snapshot(entry);
  }

  /** Queues an attempt. */
  #send(entry: LogEntry): void {
    entry.isActive = true;
    this.#activeCount += 1;
    void this.#queue.push(entry);
  }

  async #perform(entry: LogEntry): Promise<void> {
    const attempt = await this.#attempt(entry);
    entry.isActive = false;
    this.#activeCount -= 1;
    if (entry.delivery.status === "pending") this.#conclude(entry, attempt);
    this.#attempts.emit("ended");
  }

  /** Resolves with undefined if its webhook is deleted or inactive. */
  async #attempt({ delivery }: LogEntry): Promise<Attempt | undefined> {
    const { id: deliveryId, appId, webhookId, payload: body, status } = delivery;
    const stored = this.#services.store.find(appId, webhookId);
    if (!stored?.webhook.isActive || status === "cancelled") return undefined;
    delivery.url = redactedUrl(stored);
    const outgoing = { deliveryId, body, attempt: delivery.attempts.length + 1 };
    const { clock } = this.#services;
    return makeAttempt(outgoing, stored, this.#attempting.signal, clock, this.#settings);
  }

  #conclude(entry: LogEntry, attempt: Attempt | undefined): void {
    if (attempt) entry.delivery.attempts.push(attempt);
    const { status = 0 } = attempt ?? {};
    if (status >= 200 && status < 300) this.#setStatus(entry, "delivered");
    else if (attempt) this.#retry(entry);
    else this.#setStatus(entry, "cancelled");
    if (attempt) this.#settings.onAttempt(snapshot(entry));
  }

  #retry(entry: LogEntry): void {
    const { clock } = this.#services;
    const { retryScale } = this.#settings;
    const delay = retryDelays[entry.retries];
    entry.retries += 1;
    if (delay === undefined) {
      this.#setStatus(entry, "exhausted");
    } else {
      const wait = delay * 1_000 * retryScale;
      entry.delivery.nextAttemptAt = new Date(clock.now() + wait).toISOString();
      entry.cancelRetry = clock.schedule(() => {
        cancelRetry(entry);
        this.#send(entry);
      }, wait);
    }
  }

  /** Cancels what is pending, also attempts that are being made. */
  #cancel(): void {
    this.#attempting.abort(new DeliveryFailure("cancelled"));
    this.#attempting = new AbortController();
    for (const entry of this.#log.list({ status: "pending" })) this.#setStatus(entry, "cancelled");
    this.#attempts.emit("ended");
  }

  #setStatus(entry: LogEntry, status: DeliveryStatus): void {
    cancelRetry(entry);
    this.#log.setStatus(entry, status);
  }
}

function cancelRetry(entry: LogEntry): void {
  entry.cancelRetry?.();
  delete entry.cancelRetry;
  delete entry.delivery.nextAttemptAt;
}

const isVirtual = (clock: object): clock is VirtualClock => "advanceToNext" in clock;
