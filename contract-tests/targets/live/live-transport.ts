import { methods } from "../../../scripts/contract/document.js";
import { readRateLimit, readRetryTime } from "../../../src/shared/for-contract-tests.js";
import type { LiveSettings } from "./live-settings.js";

/** The token in the requests of the suite; the transport alone puts in the real one. */
export const placeholderToken = "canary-token";

/** Requests reserved for cleaning up, out of all that a run may send. */
const reservedRequests = 60;
/** Requests that cleaning up needs beside one for each webhook. */
const cleanUpOverhead = 5;

/** Ids that the suite asks for where no webhook should exist. */
const inventedId = /^none_/;

/** Ends a live run before all checks have run; the message says why. */
export class RunStopped extends Error {}

export interface TransportOptions extends LiveSettings {
  fetch(request: Request): Promise<Response>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Waits for a number of seconds, or until the signal is aborted. */
  wait(seconds: number, signal?: AbortSignal): Promise<void>;
  log(line: unknown): void;
}

/**
 * Sends every request of a live run: counts them, waits for the rate limit, refuses what could
 * touch the webhooks of others, and adds the token.
 */
export class LiveTransport {
  /** Ids of the webhooks that this run has created and not deleted. */
  readonly created = new Set<string>();
  /** Those, and the ones that it has deleted. */
  readonly #everCreated = new Set<string>();
  readonly #options: TransportOptions;
  readonly #abortWait = new AbortController();
  #count = 0;
  #stopped: RunStopped | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Requests so far. */
  get count(): number {
    return this.#count;
  }

  get stopped(): RunStopped | undefined {
    return this.#stopped;
  }

  /** Ends the checks; the first reason counts. */
  stop(reason: string): RunStopped {
    this.#stopped ??= new RunStopped(reason);
    this.#abortWait.abort();
    return this.#stopped;
  }

  /**
   * The `fetch` for checks.
   *
   * @throws RunStopped after the run was stopped
   */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = this.#prepare(new Request(input, { ...init, redirect: "manual" }));
    for (;;) {
      if (this.#stopped) throw this.#stopped;
      const { maxRequests, now } = this.#options;
      const response = await this.#send(request, maxRequests - reservedRequests);
      const isLimited = response.status === 429;
      const { remaining = Number.POSITIVE_INFINITY } = readRateLimit(response.headers, now());
      if (isLimited || remaining <= this.created.size + cleanUpOverhead) {
        await this.#waitForReset(response.headers, this.#abortWait.signal);
      }
      if (!isLimited) return response;
    }
  };

  /** The `fetch` for cleaning up, which also works after the run was stopped. */
  readonly cleanUpFetch: typeof globalThis.fetch = async (input, init) => {
    const request = this.#prepare(new Request(input, { ...init, redirect: "manual" }));
    for (;;) {
      const response = await this.#send(request, this.#options.maxRequests);
      if (response.status !== 429 || !(await this.#waitForReset(response.headers))) return response;
    }
  };

  /** Lets the run delete a webhook of an earlier run. */
  adopt(id: string): void {
    this.created.add(id);
    this.#everCreated.add(id);
  }

  #prepare(request: Request): Request {
    refuseHarm(request, this.#options, this.#everCreated);
    if (request.headers.get("authorization") === `MxToken ${placeholderToken}`) {
      request.headers.set("authorization", `MxToken ${this.#options.token}`);
    }
    return request;
  }

  async #send(request: Request, limit: number): Promise<Response> {
    const { maxRequests, fetch } = this.#options;
    if (this.#count >= limit) throw this.stop(`the ${maxRequests} requests of a run are used up`);
    this.#count += 1;
    const response = await fetch(request.clone());
    await this.#trackWebhooks(request, response);
    return response;
  }

  /** Whatever a request has created is the run's to delete, whether it should exist or not. */
  async #trackWebhooks({ method, url }: Request, response: Response): Promise<void> {
    const id = webhookIdOf(url);
    if (method === "DELETE" && id !== undefined && response.status === 204) this.created.delete(id);
    if (method !== "POST" || response.status >= 400) return;
    const body = response.clone().json() as Promise<{ id?: unknown } | null>;
    const created = (await body.catch(() => null))?.id;
    if (typeof created === "string") this.adopt(created);
  }

  /** Stops the run instead if the reset is too far away, and returns false. */
  async #waitForReset(headers: Headers, signal?: AbortSignal): Promise<boolean> {
    const { maxWait, now, wait, log } = this.#options;
    const time = readRetryTime({ status: 429, headers }, now());
    const seconds = time === undefined ? maxWait : Math.max(0, Math.ceil((time - now()) / 1_000));
    if (seconds > maxWait) {
      this.stop(`the rate limit is used up, and resets in ${seconds} s`);
      return false;
    }
    log(`Rate limit used up: waiting ${seconds} s`);
    await wait(seconds, signal);
    return true;
  }
}

function refuseHarm(
  { method, url }: Request,
  { url: baseUrl, isReadOnly }: LiveSettings,
  created: ReadonlySet<string>,
): void {
  if (!url.startsWith(`${baseUrl}/`)) throw new Error(`${url} is not a URL of the target`);
  if (!methods.includes(method.toLowerCase() as "get")) throw new Error(`${method} is unknown`);
  if (method === "GET") return;
  if (isReadOnly) throw new Error(`--read-only sends no ${method}`);
  const id = webhookIdOf(url);
  if (id === undefined ? method === "POST" : created.has(id) || inventedId.test(id)) return;
  throw new Error(`${method} ${new URL(url).pathname} could change a webhook of others`);
}

function webhookIdOf(url: string): string | undefined {
  const [, id] = new URL(url).pathname.match(/\/webhooks\/([^/]+)$/) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id);
}
