import pLimit from "p-limit";
import type { VirtualClock } from "../../shared/clock.js";
import type { StoredWebhook } from "../state.js";
import { type AttemptServices, hasSucceeded, makeAttempt } from "./delivery-attempt.js";
import { DeliveryFailure } from "./delivery-failure.js";
import type { Attempt, DeliveryLog, DeliveryStatus, LogEntry } from "./delivery-log.js";
import { redactedUrl } from "./delivery-secrets.js";

/** Attempts under way at a time; each of them holds a socket. */
const maxConcurrent = 64;

/** Attempts that a delivery remembers, as it may be resent any number of times. */
const maxAttempts = 100;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The delays before the retries, as Standard Webhooks recommends them. */
const retryDelays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

interface SenderServices extends AttemptServices {
  find(appId: string, webhookId: string): StoredWebhook | undefined;
  log: DeliveryLog;
  /** Multiplies the delays before retries. */
  retryScale: number;
}

/** Makes attempts at deliveries until each is delivered or nothing more is to be tried. */
export class DeliverySender {
  isClosed = false;
  /** Attempts that are queued or under way. */
  activeCount = 0;
  readonly #services: SenderServices;
  readonly #limit = pLimit(maxConcurrent);
  readonly #controllers = new Set<AbortController>();
  /** Called once each, when an attempt has ended. */
  #waiting: (() => void)[] = [];

  constructor(services: SenderServices) {
    this.#services = services;
  }

  /** Queues an attempt. */
  send(entry: LogEntry): void {
    entry.active += 1;
    this.activeCount += 1;
    void this.#limit(() => this.#run(entry));
  }

  /** Makes one more attempt, even if another is under way. The retries begin anew. */
  resend(entry: LogEntry): void {
    this.#cancelRetry(entry);
    entry.retries = 0;
    delete entry.delivery.reason;
    this.#services.log.setStatus(entry, "pending");
    this.send(entry);
  }

  async settled(): Promise<void> {
    const { log, clock } = this.#services;
    while (log.pendingCount > 0) {
      // Virtual time stands still while a receiver works, so that the response arrives in the
      // same moment as the request.
      if (this.activeCount > 0 || !isVirtual(clock)) await this.#nextEnd();
      else if (!clock.advanceToNext()) return;
    }
  }

  close(): void {
    this.isClosed = true;
    this.#limit.clearQueue();
    for (const controller of this.#controllers) controller.abort(new DeliveryFailure("closed"));
    this.cancel();
  }

  /** Cancels what is pending. Attempts that are under way end, and change nothing. */
  cancel(): void {
    const { log } = this.#services;
    for (const entry of log.list({ status: "pending" })) this.#end(entry, "cancelled");
    this.#notify();
  }

  async #run(entry: LogEntry): Promise<void> {
    const attempt = await this.#attempt(entry);
    entry.active -= 1;
    this.activeCount -= 1;
    if (!this.isClosed) this.#conclude(entry, attempt);
    this.#notify();
  }

  /** Resolves with undefined if no webhook takes the delivery any more. */
  async #attempt(entry: LogEntry): Promise<Attempt | undefined> {
    const { id, appId, webhookId, payload: body, status } = entry.delivery;
    const stored = this.#services.find(appId, webhookId);
    if (!stored?.webhook.isActive || status === "cancelled") return undefined;
    entry.delivery.url = redactedUrl(stored);
    entry.attemptCount += 1;
    const delivery = { id, body, attempt: entry.attemptCount };
    const controller = new AbortController();
    this.#controllers.add(controller);
    const attempt = await makeAttempt(delivery, stored, controller, this.#services);
    this.#controllers.delete(controller);
    return attempt;
  }

  #conclude(entry: LogEntry, attempt: Attempt | undefined): void {
    const { delivery } = entry;
    if (attempt) delivery.attempts.push(attempt);
    if (delivery.attempts.length > maxAttempts) delivery.attempts.shift();
    if (attempt && hasSucceeded(attempt)) this.#end(entry, "delivered");
    // If another attempt is active, because of a resend, that one decides.
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

  #nextEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #notify(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const isVirtual = (clock: object): clock is VirtualClock => "advanceToNext" in clock;
