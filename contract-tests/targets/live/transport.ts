import { guard, webhookIn } from "./guard.js";
import { secondsToWait } from "./rate-limit.js";
import type { LiveSettings } from "./settings.js";
import { Stop } from "./stop.js";

/** What stands for the token in requests of the suite: only here is it replaced. */
export const standIn = "MxToken canary-token";

/** Requests that are kept for cleaning up, out of all that a run may make. */
const reserve = 60;
/** Requests that cleaning up takes beside one for each webhook. */
const spare = 5;

export interface TransportOptions extends LiveSettings {
  fetch(request: Request): Promise<Response>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Waits so many seconds, or until it is told to wait no longer. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  log(line: unknown): void;
}

/** The only way from a live run to the service: counts, waits, guards, and knows the token. */
export class Transport {
  /** Ids of webhooks that this run made and has not deleted. */
  readonly own = new Set<string>();
  readonly #made = new Set<string>();
  readonly #options: TransportOptions;
  readonly #stopping = new AbortController();
  #count = 0;
  #stopped: Stop | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Requests so far. */
  get count(): number {
    return this.#count;
  }

  get stopped(): Stop | undefined {
    return this.#stopped;
  }

  /** Lets checks end; the first reason counts. */
  stop(reason: string): Stop {
    this.#stopped ??= new Stop(reason);
    this.#stopping.abort();
    return this.#stopped;
  }

  /** For checks. @throws Stop once there are to be no more of them */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = this.#admit(new Request(input, { ...init, redirect: "manual" }));
    for (;;) {
      if (this.#stopped) throw this.#stopped;
      const response = await this.#send(request, this.#options.maxRequests - reserve);
      const isUsedUp = response.status === 429;
      const isNearly = isNearLimit(response.headers, this.own.size);
      if (isUsedUp || isNearly) await this.#pause(response.headers, this.#stopping.signal);
      if (!isUsedUp) return response;
    }
  };

  /** For cleaning up: it goes on where checks have to end. */
  readonly cleaningFetch: typeof globalThis.fetch = async (input, init) => {
    const request = this.#admit(new Request(input, { ...init, redirect: "manual" }));
    for (;;) {
      const response = await this.#send(request, this.#options.maxRequests);
      if (response.status !== 429 || !(await this.#pause(response.headers))) return response;
    }
  };

  #admit(request: Request): Request {
    guard(request, this.#options, this.#made);
    if (request.headers.get("authorization") === standIn) {
      request.headers.set("authorization", `MxToken ${this.#options.token}`);
    }
    return request;
  }

  async #send(request: Request, most: number): Promise<Response> {
    const { maxRequests, fetch } = this.#options;
    if (this.#count >= most) throw this.stop(`the ${maxRequests} requests of a run are used up`);
    this.#count += 1;
    const response = await fetch(request.clone());
    await this.#note(request, response);
    return response;
  }

  /** Whatever was made is the run's to remove, asked for or not. */
  async #note({ method, url }: Request, response: Response): Promise<void> {
    const id = webhookIn(url);
    if (method === "DELETE" && id !== undefined && response.status === 204) this.own.delete(id);
    if (method !== "POST" || response.status >= 400) return;
    const body = response.clone().json() as Promise<{ id?: unknown } | null>;
    const made = (await body.catch(() => null))?.id;
    if (typeof made !== "string") return;
    this.own.add(made);
    this.#made.add(made);
  }

  /** Lets a run touch a webhook that it recognises as one of a run that was cut short. */
  adopt(id: string): void {
    this.own.add(id);
    this.#made.add(id);
  }

  /** Waits for the rate limit; where that takes too long it stops the run, and tells so. */
  async #pause(headers: Headers, signal?: AbortSignal): Promise<boolean> {
    const { maxWait, now, wait, log } = this.#options;
    const seconds = secondsToWait(headers, now()) ?? maxWait;
    if (seconds > maxWait) {
      this.stop(`the rate limit is used up, and starts afresh in ${seconds} s`);
      return false;
    }
    log(`Rate limit used up: waiting ${seconds} s`);
    await wait(seconds, signal);
    return true;
  }
}

/** Whether hardly more requests are left than it takes to clean up. */
function isNearLimit(headers: Headers, webhooks: number): boolean {
  const remaining = headers.get("x-ratelimit-remaining");
  return remaining !== null && Number(remaining) <= webhooks + spare;
}
