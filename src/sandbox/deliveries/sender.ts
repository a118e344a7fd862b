import type { StoredWebhook } from "../state.js";
import { type AttemptServices, hasSucceeded, makeAttempt } from "./attempt.js";
import type { Attempt, DeliveryStatus } from "./delivery.js";
import { Failure } from "./failure.js";
import type { Entry, Log } from "./log.js";
import { createQueue } from "./queue.js";
import type { Schedule } from "./schedule.js";
import { shownUrl } from "./secrets.js";
import { isActive } from "./subscription.js";

/** Attempts under way at a time; each holds a socket. */
const mostRunning = 64;

/** Attempts that a delivery remembers: resending can go on for ever. */
const mostAttempts = 100;

/** What a {@link Sender} needs. */
export interface SenderServices extends AttemptServices {
  find(appId: string, webhookId: string): StoredWebhook | undefined;
  log: Log;
  schedule: Schedule;
}

/** Makes the attempts at deliveries, until each is delivered or nothing more is to be tried. */
export class Sender {
  isClosed = false;
  readonly #services: SenderServices;
  readonly #queue = createQueue(mostRunning);
  /** Ends each attempt that is under way. */
  readonly #endings = new Set<AbortController>();
  /** Attempts that wait for their turn or are under way. */
  #busy = 0;
  /** Called when an attempt has ended, once each. */
  #waiting: (() => void)[] = [];

  constructor(services: SenderServices) {
    this.#services = services;
  }

  /** Makes an attempt as soon as there is room for it. */
  start(entry: Entry): void {
    entry.running += 1;
    this.#busy += 1;
    this.#queue.add(() => this.#run(entry));
  }

  /** Makes one more attempt, beside one that may be under way; the schedule begins anew. */
  resend(entry: Entry): void {
    if (this.isClosed) return;
    this.#cancelRetry(entry);
    entry.retries = 0;
    this.#services.log.setStatus(entry, "pending");
    this.start(entry);
  }

  async settled(): Promise<void> {
    const { log, clock } = this.#services;
    while (log.pending > 0) {
      // While a receiver thinks, time does not pass: an answer is to find the world as it was.
      if (this.#busy > 0 || !("advanceToNext" in clock)) await this.#nextEnd();
      else if (!clock.advanceToNext()) return;
    }
  }

  close(): void {
    this.isClosed = true;
    this.#queue.clear();
    for (const ending of this.#endings) ending.abort(new Failure("closed"));
    this.cancel();
  }

  /** Makes no more attempts at what is pending; those under way go on, and change nothing. */
  cancel(): void {
    for (const entry of this.#services.log.list({ status: "pending" })) {
      this.#end(entry, "cancelled");
    }
    this.#tell();
  }

  async #run(entry: Entry): Promise<void> {
    const attempt = await this.#attempt(entry);
    entry.running -= 1;
    this.#busy -= 1;
    if (!this.isClosed) this.#conclude(entry, attempt);
    this.#tell();
  }

  /** Gives nothing if there is no webhook any more that would take the delivery. */
  async #attempt(entry: Entry): Promise<Attempt | undefined> {
    const { find, clock, breaks } = this.#services;
    const { id, appId, webhookId, payload: body } = entry.delivery;
    const stored = find(appId, webhookId);
    if (!stored || !(entry.isForced || isActive(stored, breaks))) return undefined;
    entry.delivery.url = shownUrl(stored);
    const message = { id, body, now: clock.now(), firstSentAt: entry.firstSentAt };
    entry.firstSentAt ??= message.now;
    const ending = new AbortController();
    this.#endings.add(ending);
    const attempt = await makeAttempt(message, stored, ending, this.#services);
    this.#endings.delete(ending);
    return attempt;
  }

  #conclude(entry: Entry, attempt: Attempt | undefined): void {
    const { delivery } = entry;
    if (attempt) delivery.attempts.push(attempt);
    if (delivery.attempts.length > mostAttempts) delivery.attempts.shift();
    if (attempt && hasSucceeded(attempt)) this.#end(entry, "delivered");
    // Another attempt, made by resending, has decided or will.
    if (entry.running > 0 || delivery.status !== "pending") return;
    if (attempt) this.#retry(entry);
    else this.#end(entry, "cancelled");
  }

  #retry(entry: Entry): void {
    const { schedule, clock, breaks } = this.#services;
    const wait = schedule(entry.retries);
    if (wait === undefined || breaks("retryDelivery", entry.delivery.appId)) {
      this.#end(entry, "exhausted");
      return;
    }
    entry.retries += 1;
    if (wait === 0) {
      this.start(entry);
      return;
    }
    entry.delivery.nextAttemptAt = new Date(clock.now() + wait).toISOString();
    const cancel = clock.schedule(() => {
      this.#cancelRetry(entry);
      this.start(entry);
    }, wait);
    entry.cancelRetry = cancel;
  }

  #cancelRetry(entry: Entry): void {
    entry.cancelRetry?.();
    delete entry.cancelRetry;
    delete entry.delivery.nextAttemptAt;
  }

  #end(entry: Entry, status: DeliveryStatus): void {
    this.#cancelRetry(entry);
    this.#services.log.setStatus(entry, status);
  }

  #nextEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
