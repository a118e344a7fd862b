import { EventEmitter, once } from "node:events";
import pLimit from "p-limit";
import type { VirtualClock } from "../../shared/clock.js";
import type { Store } from "../store.js";
import { type AttemptServices, hasSucceeded, makeAttempt } from "./delivery-attempt.js";
import { DeliveryFailure } from "./delivery-failure.js";
import type { Attempt, DeliveryLog, DeliveryStatus, LogEntry } from "./delivery-log.js";
import { redactedUrl } from "./delivery-secrets.js";

/** Attempts made at the same time; each of them holds a socket. */
const maxConcurrent = 64;

/** Attempts that a delivery shows, because it may be resent any number of times. */
const maxAttempts = 100;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The delays before the retries, as Standard Webhooks recommends them. */
const retryDelays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

interface SenderServices extends AttemptServices {
  store: Pick<Store, "find">;
  log: DeliveryLog;
  /** Multiplies the delays before retries. */
  retryScale: number;
}

/** Makes attempts at deliveries until each is delivered or nothing more is to be tried. */
export class DeliverySender {
  /** Attempts that are queued or being made. */
  activeCount = 0;
  readonly #services: SenderServices;
  readonly #limit = pLimit(maxConcurrent);
  readonly #closing = new AbortController();
  /** Emits `ended` after each attempt. */
  readonly #attempts = new EventEmitter().setMaxListeners(0);

  constructor(services: SenderServices) {
    this.#services = services;
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Queues an attempt. */
  send(entry: LogEntry): void {
    entry.active += 1;
    this.activeCount += 1;
    void this.#limit(() => this.#run(entry));
  }

  /** Queues one more attempt, even during another. The retries begin anew. */
  resend(entry: LogEntry): void {
    this.#cancelRetry(entry);
    entry.retries = 0;
    this.#services.log.setStatus(entry, "pending");
    this.send(entry);
  }

  async settled(): Promise<void> {
    const { log, clock } = this.#services;
    while (log.pendingCount > 0) {
      // Virtual time stands still during an attempt, so attempts take none of it.
      if (this.activeCount > 0 || !isVirtual(clock)) await once(this.#attempts, "ended");
      else if (!clock.advanceToNext()) return;
    }
  }

  close(): void {
    this.#limit.clearQueue();
    this.#closing.abort(new DeliveryFailure("closed"));
    this.cancel();
  }

  /** Cancels what is pending. Attempts that are being made have no effect any more. */
  cancel(): void {
    const { log } = this.#services;
    for (const entry of log.list({ status: "pending" })) this.#end(entry, "cancelled");
    this.#attempts.emit("ended");
  }

  async #run(entry: LogEntry): Promise<void> {
    const attempt = await this.#attempt(entry);
    entry.active -= 1;
    this.activeCount -= 1;
    if (!this.isClosed) this.#conclude(entry, attempt);
    this.#attempts.emit("ended");
  }

  /** Resolves with undefined if its webhook is deleted or inactive. */
  async #attempt(entry: LogEntry): Promise<Attempt | undefined> {
    const { id: deliveryId, appId, webhookId, payload: body, status } = entry.delivery;
    const stored = this.#services.store.find(appId, webhookId);
    if (!stored?.webhook.isActive || status === "cancelled") return undefined;
    entry.delivery.url = redactedUrl(stored);
    entry.attemptCount += 1;
    const delivery = { deliveryId, body, attempt: entry.attemptCount };
    return makeAttempt(delivery, stored, this.#closing.signal, this.#services);
  }

  #conclude(entry: LogEntry, attempt: Attempt | undefined): void {
    const { delivery } = entry;
    if (attempt) delivery.attempts.push(attempt);
    if (delivery.attempts.length > maxAttempts) delivery.attempts.shift();
    if (attempt && hasSucceeded(attempt)) this.#end(entry, "delivered");
    // Another attempt, because of a resend, decides in place of this one.
    if (entry.active > 0 || delivery.status !== "pending") return;
    if (attempt) this.#retry(entry);
    else this.#end(entry, "cancelled");
  }

  #retry(entry: LogEntry): void {
    const { clock, retryScale } = this.#services;
    const delay = retryDelays[entry.retries];
    if (delay === undefined) {
      this.#end(entry, "exhausted");
      return;
    }
    entry.retries += 1;
    if (retryScale === 0) {
      this.send(entry);
      return;
    }
    const wait = delay * retryScale;
    entry.delivery.nextAttemptAt = new Date(clock.now() + wait).toISOString();
    entry.cancelRetry = clock.schedule(() => {
      this.#cancelRetry(entry);
      this.send(entry);
    }, wait);
  }

  #cancelRetry(entry: LogEntry): void {
    entry.cancelRetry?.();
    delete entry.cancelRetry;
    delete entry.delivery.nextAttemptAt;
  }

  #end(entry: LogEntry, status: DeliveryStatus): void {
    this.#cancelRetry(entry);
    this.#services.log.setStatus(entry, status);
  }
}

const isVirtual = (clock: object): clock is VirtualClock => "advanceToNext" in clock;
