import { type Document, methods } from "../../../scripts/contract/document.js";
import {
  type Clock,
  readLimited,
  readRateLimit,
  readRetryTime,
  sleep,
} from "../../../src/shared/for-contract-tests.js";
import { noResponse, operationOf } from "../../report/failure-cause.js";

/** The token in the requests of the suite; the transport alone puts in the real one. */
export const placeholderToken = "canary-token";

/** Requests reserved for cleaning up, out of all that a run may send. */
const reservedRequests = 60;
/** Requests that cleaning up needs beside one for each webhook. */
const cleanUpOverhead = 5;
/** Milliseconds for a complete response. */
const timeout = 10_000;
/** Time-outs after which an operation is not called again. */
const maxTimeoutsOfOperation = 3;
/** Time-outs that end the run. */
const maxTimeouts = 9;
/** How often a request is sent that is refused with 429. */
const maxAttempts = 3;
/** Seconds to wait after a 429 that does not say how long. */
const defaultWait = 10;
/** Seconds to wait for a rate limit to reset; a longer wait ends the run. */
const maxWait = 60;
const maxMinutes = 15;
const maxBodyBytes = 2 ** 20;

/** Ids that the suite asks for where no webhook should exist. */
const inventedId = /^none_/;

/** Ends a live run before all checks have run; the message says why. */
export class RunStopped extends Error {}

export interface TransportOptions {
  /** What a client takes as `baseUrl`. */
  url: string;
  token: string;
  app: string;
  /** Sends `GET` requests alone, and so creates no webhook. */
  isReadOnly: boolean;
  /** Requests that the run may send, including those that clean up. */
  maxRequests: number;
  fetch(request: Request, init: { signal: AbortSignal }): Promise<Response>;
  clock: Clock;
}

/** Whether a request is part of a check or cleans up. */
interface Phase {
  maxRequests: number;
  end: AbortController;
}

/**
 * Sends every request of a live run: counts them, limits their time and size, waits for the rate
 * limit, refuses what could touch the webhooks of others, and adds the token.
 */
export class LiveTransport {
  /** Ids of the webhooks that this run has created and not deleted. */
  readonly created = new Set<string>();
  /** Requests so far. */
  count = 0;
  /** Why the check that is running now cannot be finished; undefined if it can. */
  withheld: string | undefined;
  /** What the run waits for, for those who watch it. */
  waitingFor: string | undefined;
  stopped: RunStopped | undefined;
  readonly #everCreated = new Set<string>();
  readonly #timeouts = new Map<string, number>();
  readonly #contract: Document;
  readonly #options: TransportOptions;
  readonly #checking: Phase;
  readonly #cleaning: Phase;
  readonly #endTime: number;

  constructor(contract: Document, options: TransportOptions) {
    const { maxRequests, clock } = options;
    this.#contract = contract;
    this.#options = options;
    this.#checking = { maxRequests: maxRequests - reservedRequests, end: new AbortController() };
    this.#cleaning = { maxRequests, end: new AbortController() };
    this.#endTime = clock.now() + maxMinutes * 60_000;
  }

  /** Ends the checks and the request under way; the first reason counts. */
  stop(reason: string): RunStopped {
    this.stopped ??= new RunStopped(reason);
    this.#checking.end.abort();
    return this.stopped;
  }

  /** Ends cleaning up as well. */
  stopCleaningUp(): void {
    this.stop("cleaning up took too long");
    this.#cleaning.end.abort();
  }

  /** Makes an error for what keeps a check from being finished without being a fault of the server. */
  withhold(reason: string): Error {
    this.withheld ??= reason;
    return new Error(`not asked, because ${reason}`);
  }

  /**
   * The `fetch` for checks.
   *
   * @throws RunStopped after the run was stopped
   */
  readonly fetch: typeof globalThis.fetch = async (input, init) =>
    this.#perform(new Request(input, { ...init, redirect: "manual" }), this.#checking);

  /** The `fetch` for cleaning up, which also works after the run was stopped. */
  readonly cleanUpFetch: typeof globalThis.fetch = async (input, init) =>
    this.#perform(new Request(input, { ...init, redirect: "manual" }), this.#cleaning);

  /** Lets the run delete a webhook of an earlier run. */
  adopt(id: string): void {
    this.created.add(id);
    this.#everCreated.add(id);
  }

  async #perform(request: Request, phase: Phase): Promise<Response> {
    const reason = this.#reasonAgainst(request);
    if (reason !== undefined) throw this.withhold(reason);
    if (request.headers.get("authorization") === `MxToken ${placeholderToken}`) {
      request.headers.set("authorization", `MxToken ${this.#options.token}`);
    }
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const response = await this.#send(request, phase);
      const isLimited = response.status === 429;
      await this.#respectLimit(response.headers, isLimited, phase);
      if (!isLimited) return response;
    }
    const error = this.stop(`the server refused a request ${maxAttempts} times with 429`);
    if (phase === this.#cleaning) this.stopCleaningUp();
    throw error;
  }

  async #send(request: Request, phase: Phase): Promise<Response> {
    const { clock, maxRequests } = this.#options;
    if (phase.end.signal.aborted) throw this.stop("cleaning up took too long");
    if (clock.now() > this.#endTime && phase === this.#checking) {
      throw this.stop(`it took ${maxMinutes} minutes`);
    }
    if (this.count >= phase.maxRequests) {
      throw this.stop(`the ${maxRequests} requests of a run are used up`);
    }
    this.count += 1;
    const response = await this.#receive(request, phase.end.signal);
    await this.#trackWebhooks(request, response);
    return response;
  }

  /** Receives a whole response, or makes one that says why there is none; rejects at the end. */
  async #receive(request: Request, end: AbortSignal): Promise<Response> {
    const { clock, fetch } = this.#options;
    const controller = new AbortController();
    const { signal } = controller;
    const ended = new Promise<never>((_, reject) => {
      end.addEventListener("abort", () => reject(this.stopped), { signal });
    });
    const received = receiveAll(fetch(request.clone(), { signal }));
    try {
      const response = await Promise.race([received, ended, sleep(clock, timeout, signal)]);
      return response ?? this.#timedOut(request);
    } finally {
      controller.abort();
    }
  }

  #timedOut(request: Request): Response {
    const name = this.#nameOf(request);
    this.#timeouts.set(name, (this.#timeouts.get(name) ?? 0) + 1);
    const all = [...this.#timeouts.values()].reduce((sum, one) => sum + one);
    if (all >= maxTimeouts) this.stop(`${all} requests timed out`);
    return noResponse(`${name} does not respond within ${timeout / 1_000} s`);
  }

  #nameOf({ method, url }: Request): string {
    return operationOf(this.#contract, method, url)?.operationId ?? method;
  }

  /** Whatever a request has created is the run's to delete, whether it should exist or not. */
  async #trackWebhooks({ method, url }: Request, response: Response): Promise<void> {
    const id = webhookIdOf(url);
    if (method === "DELETE" && id !== undefined && response.status === 204) this.created.delete(id);
    if (method !== "POST" || response.status >= 300) return;
    const body = response.clone().json() as Promise<{ id?: unknown } | null>;
    const created = (await body.catch(() => null))?.id;
    if (typeof created === "string" && created !== "") this.adopt(created);
  }

  /** Waits until the server accepts requests again; stops the run instead if that takes too long. */
  async #respectLimit(headers: Headers, isLimited: boolean, { end }: Phase): Promise<void> {
    const { clock } = this.#options;
    const now = clock.now();
    const { remaining = Number.POSITIVE_INFINITY } = readRateLimit(headers, now);
    if (!isLimited && remaining > this.created.size + cleanUpOverhead) return;
    const time = readRetryTime({ status: 429, headers }, now);
    const otherwise = isLimited ? defaultWait : 0;
    const seconds = time === undefined ? otherwise : Math.max(0, Math.ceil((time - now) / 1_000));
    if (seconds > maxWait) {
      this.stop(`the rate limit is used up, and resets in ${seconds} s`);
      return;
    }
    this.waitingFor = `the rate limit, ${seconds} s`;
    await sleep(clock, seconds * 1_000, end.signal);
    this.waitingFor = undefined;
  }

  /** Why a request is not sent; undefined if it is. */
  #reasonAgainst(request: Request): string | undefined {
    const { method, url } = request;
    const name = this.#nameOf(request);
    if ((this.#timeouts.get(name) ?? 0) >= maxTimeoutsOfOperation) {
      return `${name} timed out ${maxTimeoutsOfOperation} times`;
    }
    if (!url.startsWith(`${this.#options.url}/`)) return "its URL is not one of the target";
    if (!methods.includes(method.toLowerCase() as "get")) return `the method ${method} is unknown`;
    if (method === "GET") return undefined;
    if (this.#options.isReadOnly) return `--read-only sends no ${method}`;
    const id = webhookIdOf(url);
    const isOwn = id !== undefined && (this.#everCreated.has(id) || inventedId.test(id));
    if (isOwn || (id === undefined && method === "POST")) return undefined;
    return `its ${method} could change a webhook of others`;
  }
}

async function receiveAll(pending: Promise<Response>): Promise<Response> {
  try {
    const response = await pending;
    const body = await readLimited(response, maxBodyBytes);
    if (body === "too large") return noResponse("A response is larger than 1 MB");
    return new Response(body.length > 0 ? body : null, response);
  } catch (error) {
    const { code } = Object(error instanceof Error && error.cause) as { code?: string };
    const reason = code === undefined ? "" : ` (${code})`;
    return noResponse(`No complete HTTP response arrives${reason}`);
  }
}

function webhookIdOf(url: string): string | undefined {
  const [, id] = new URL(url).pathname.match(/\/webhooks\/([^/]+)$/) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id);
}
