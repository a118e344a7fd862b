import { type Document, methods } from "../../../scripts/contract/document.js";
import {
  type Clock,
  readLimited,
  readRateLimit,
  readRetryTime,
  sleep,
} from "../../../src/shared/for-contract-tests.js";
import { noWebhook } from "../../checks/expectations.js";
import { noResponse, operationOf } from "../../report/failure-cause.js";
import type { Fetch } from "../../run/recording.js";

/** The token in the requests of the suite; the transport alone puts in the real one. */
export const placeholderToken = "canary-token";

/** What a run may use. Times are in seconds. */
const limits = {
  /** For a complete response. */
  timeout: 10,
  /** Time-outs after which an operation is not called again, and after which the run ends. */
  timeoutsOfOperation: 3,
  timeouts: 9,
  /** How often a request is sent that is refused with 429, and the wait if that does not say. */
  attempts: 3,
  defaultWait: 10,
  /** For a rate limit to reset; a longer wait ends the run. */
  wait: 60,
  duration: 900,
  bodyBytes: 2 ** 20,
  /** Requests reserved for cleaning up, and those that it needs beside one for each webhook. */
  reserved: 60,
  cleanUpOverhead: 5,
};

export interface TransportOptions {
  /** What a client takes as `baseUrl`. */
  url: string;
  token: string;
  app: string;
  /** Sends `GET` requests alone, and so creates no webhook. */
  isReadOnly: boolean;
  /** Requests that the run may send, including those that clean up. */
  maxRequests: number;
  fetch: Fetch;
  clock: Clock;
}

type SentInit = RequestInit & { method: string };

/** Whether a request is part of a check or cleans up. */
interface Phase {
  maxRequests: number;
  endTime: number;
  end: AbortController;
}

/**
 * Sends every request of a live run: counts them, limits their time and size, waits for the rate
 * limit, refuses what could touch the webhooks of others, and adds the token.
 */
export class LiveTransport {
  /** What those who watch a run see of it. */
  readonly progress = { checks: 0, of: 0, failed: 0, requests: 0, waitingFor: "" };
  /** Ids of the webhooks that this run has created and not deleted. */
  readonly created = new Set<string>();
  /** The webhook for requests that should be refused. */
  kept: string | undefined;
  /** Why the check that is running now cannot be finished; undefined if it can. */
  withheld: string | undefined;
  /** Why the run ends before all checks have run. */
  stopped: Error | undefined;
  readonly contract: Document;
  readonly options: TransportOptions;
  readonly #everCreated = new Set<string>();
  readonly #timeouts = new Map<string, number>();
  readonly #checking: Phase;
  readonly #cleaning: Phase;

  constructor(contract: Document, options: TransportOptions) {
    const { maxRequests, clock } = options;
    this.contract = contract;
    this.options = options;
    this.#checking = {
      maxRequests: maxRequests - limits.reserved,
      endTime: clock.now() + limits.duration * 1_000,
      end: new AbortController(),
    };
    this.#cleaning = { maxRequests, endTime: Infinity, end: new AbortController() };
  }

  /** Ends the checks and the request under way; the first reason counts. */
  stop(reason: string): Error {
    this.stopped ??= new Error(reason);
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

  /** The `fetch` for checks; it rejects after the run was stopped. */
  readonly fetch: Fetch = (url, init) => this.#perform(url, init, this.#checking);

  /** The `fetch` for cleaning up, which also works after the run was stopped. */
  readonly cleanUpFetch: Fetch = (url, init) => this.#perform(url, init, this.#cleaning);

  /** Lets the run delete a webhook. */
  adopt(id: string): void {
    this.created.add(id);
    this.#everCreated.add(id);
  }

  async #perform(url: string, init: RequestInit, phase: Phase): Promise<Response> {
    const { method = "GET" } = init;
    const reason = this.#reasonAgainst(method, url);
    if (reason !== undefined) throw this.withhold(reason);
    const headers = new Headers(init.headers);
    if (headers.get("authorization") === `MxToken ${placeholderToken}`) {
      headers.set("authorization", `MxToken ${this.options.token}`);
    }
    for (let attempt = 1; attempt <= limits.attempts; attempt += 1) {
      const response = await this.#send(url, { ...init, method, headers }, phase);
      const isLimited = response.status === 429;
      await this.#respectLimit(response.headers, isLimited, phase);
      if (!isLimited) return response;
    }
    if (phase === this.#cleaning) this.stopCleaningUp();
    throw this.stop(`the server refused a request ${limits.attempts} times with 429`);
  }

  async #send(url: string, init: SentInit, phase: Phase): Promise<Response> {
    const { clock, maxRequests } = this.options;
    if (phase.end.signal.aborted) throw this.stopped;
    if (clock.now() > phase.endTime) throw this.stop(`it took ${limits.duration / 60} minutes`);
    if (this.progress.requests >= phase.maxRequests) {
      throw this.stop(`the ${maxRequests} requests of a run are used up`);
    }
    this.progress.requests += 1;
    const response = await this.#receive(url, init, phase.end.signal);
    await this.#trackWebhooks(init.method, url, response);
    return response;
  }

  /** Receives a whole response, or makes one that says why there is none; rejects at the end. */
  #receive(url: string, init: SentInit, end: AbortSignal): Promise<Response> {
    const { clock, fetch } = this.options;
    const controller = new AbortController();
    return new Promise((resolve, reject) => {
      const finish = () => {
        cancelTimeout();
        end.removeEventListener("abort", interrupt);
      };
      const giveUp = (settle: () => void) => {
        finish();
        controller.abort();
        settle();
      };
      const interrupt = () => giveUp(() => reject(this.stopped));
      const timeOut = () => giveUp(() => resolve(this.#timedOut(init.method, url)));
      const cancelTimeout = clock.schedule(timeOut, limits.timeout * 1_000);
      end.addEventListener("abort", interrupt);
      const received = receiveAll(() => fetch(url, { ...init, signal: controller.signal }));
      received.then(resolve).finally(finish);
    });
  }

  #timedOut(method: string, url: string): Response {
    const name = this.#nameOf(method, url);
    this.#timeouts.set(name, (this.#timeouts.get(name) ?? 0) + 1);
    const all = [...this.#timeouts.values()].reduce((sum, one) => sum + one);
    if (all >= limits.timeouts) this.stop(`${all} requests timed out`);
    return noResponse(`${name} does not respond within ${limits.timeout} s`);
  }

  readonly #nameOf = (method: string, url: string): string =>
    operationOf(this.contract, method, url)?.operationId ?? method;

  /** Whatever a request has created is the run's to delete, whether it should exist or not. */
  async #trackWebhooks(method: string, url: string, response: Response): Promise<void> {
    if (method === "DELETE" && response.status === 204) this.created.delete(webhookIdOf(url));
    if (method !== "POST" || response.status >= 300) return;
    const body = response.clone().json() as Promise<{ id?: unknown } | null>;
    const created = (await body.catch(() => null))?.id;
    // A number is wrong, but the webhook is there.
    if (/^(string|number)$/.test(typeof created) && created !== "") this.adopt(`${created}`);
  }

  /** Waits until the server accepts requests again; stops the run instead if that takes too long. */
  async #respectLimit(headers: Headers, isLimited: boolean, { end }: Phase): Promise<void> {
    const { clock } = this.options;
    const now = clock.now();
    const { remaining = Number.POSITIVE_INFINITY } = readRateLimit(headers, now);
    if (!isLimited && remaining > this.created.size + limits.cleanUpOverhead) return;
    const time = readRetryTime({ status: 429, headers }, now);
    const otherwise = isLimited ? limits.defaultWait : 0;
    const seconds = time === undefined ? otherwise : Math.max(0, Math.ceil((time - now) / 1_000));
    if (seconds > limits.wait) {
      this.stop(`the rate limit is used up, and resets in ${seconds} s`);
      return;
    }
    this.progress.waitingFor = `the rate limit, ${seconds} s`;
    await sleep(clock, seconds * 1_000, end.signal);
    this.progress.waitingFor = "";
  }

  /** Why a request is not sent; undefined if it is. */
  #reasonAgainst(method: string, url: string): string | undefined {
    const name = this.#nameOf(method, url);
    const timeouts = this.#timeouts.get(name) ?? 0;
    if (timeouts >= limits.timeoutsOfOperation) return `${name} timed out ${timeouts} times`;
    if (!url.startsWith(`${this.options.url}/`)) return "its URL is not one of the target";
    if (!methods.includes(method.toLowerCase() as "get")) return `the method ${method} is unknown`;
    if (method === "GET") return undefined;
    if (this.options.isReadOnly) return `--read-only sends no ${method}`;
    const id = webhookIdOf(url);
    if (id === this.kept && !this.created.has(id)) return "a DELETE to be refused was performed";
    const isOwn = this.#everCreated.has(id) || noWebhook.test(id);
    if (isOwn || (id === "" && method === "POST")) return undefined;
    return `its ${method} could change a webhook of others`;
  }
}

async function receiveAll(fetch: () => Promise<Response>): Promise<Response> {
  try {
    const response = await fetch();
    const body = await readLimited(response, limits.bodyBytes);
    if (body === "too large") {
      if (!response.body?.locked) await response.body?.cancel();
      return noResponse("A response is larger than 1 MB");
    }
    return new Response(body.length > 0 ? body : null, response);
  } catch (error) {
    const { code } = Object(error instanceof Error && error.cause) as { code?: string };
    return noResponse(`No complete HTTP response arrives${code === undefined ? "" : ` (${code})`}`);
  }
}

function webhookIdOf(url: string): string {
  const [, id = ""] = new URL(url).pathname.match(/\/webhooks\/([^/]+)$/) ?? [];
  return decodeURIComponent(id);
}
