import { serverUrl } from "../../generated/routes.js";
import { type Clock, systemClock } from "./clock.js";
import { MendixWebhooksError } from "./errors.js";

/** Where the client tells what it does; `console` and most loggers fit. */
export type Logger = Pick<Console, "debug" | "warn">;

/** What can be set for the client and for a single request alike. */
export interface SharedOptions {
  /**
   * Milliseconds that one attempt may take, the body of the answer included.
   *
   * @default 30_000
   */
  timeout?: number;
  /**
   * Milliseconds that a call may take with all its attempts and waits.
   *
   * @default Infinity
   */
  deadline?: number;
  /**
   * How often a request is repeated after it failed in a way that may pass.
   *
   * @default 2
   */
  maxRetries?: number;
  /**
   * Seconds that a call waits at most because the service asked for it, by `Retry-After` or the
   * reset of its rate limit; a longer wait fails at once.
   *
   * @default 60
   */
  maxRetryAfter?: number;
  /**
   * Whether to wait before sending while the last answer said that nothing of the limit remains.
   *
   * @default false
   */
  waitForRateLimit?: boolean;
  /**
   * Whether to check requests against the contract before sending.
   *
   * @default true
   */
  validate?: boolean;
  /** Headers to send with each request; they are kept out of messages and logs. */
  headers?: Record<string, string>;
}

/** What can be set for a single request. */
export interface RequestOptions extends SharedOptions {
  /** Stops the request, or the wait before its next attempt, at once. */
  signal?: AbortSignal;
}

/** What `createClient` needs to know. */
export interface ClientOptions extends SharedOptions {
  /** A personal access token, without the word `MxToken`. */
  token: string;
  /**
   * Where the API is served, its path included. Plain `http:` only for this machine, unless
   * `allowInsecure` is set.
   *
   * @default the production server of the contract
   */
  baseUrl?: string;
  /**
   * Whether the token may travel over plain HTTP to other machines.
   *
   * @default false
   */
  allowInsecure?: boolean;
  /**
   * Performs the requests, one call for each attempt.
   *
   * @default globalThis.fetch
   */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * The `User-Agent` of each request.
   *
   * @default "mendix-webhooks"
   */
  userAgent?: string;
  /** Told of each attempt (`debug`) and each retry (`warn`), as a message and an object. */
  logger?: Logger | undefined;
  /** @default the system's clock */
  clock?: Clock;
  /**
   * Gives a number from 0 to below 1, to spread retries.
   *
   * @default Math.random
   */
  random?: () => number;
}

/** Options with their defaults, each of them checked. */
export type CheckedOptions = Required<Omit<ClientOptions, "logger">> & {
  logger?: Logger | undefined;
};

/** @throws MendixWebhooksError with code `invalid_option`, naming the option and what it must be */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const checked: CheckedOptions = {
    baseUrl: serverUrl,
    timeout: 30_000,
    deadline: Infinity,
    maxRetries: 2,
    maxRetryAfter: 60,
    waitForRateLimit: false,
    validate: true,
    headers: {},
    allowInsecure: false,
    fetch: globalThis.fetch,
    userAgent: "mendix-webhooks",
    clock: systemClock,
    random: Math.random,
    ...given(options),
  } as CheckedOptions;
  const { token, baseUrl, allowInsecure } = checked;
  demand(/^[!-~]+$/.test(token ?? ""), "token", "must be a personal access token");
  demand(
    URL.canParse(baseUrl) &&
      guarded.test(allowInsecure ? baseUrl.replace("http:", "https:") : baseUrl),
    "baseUrl",
    "must be an https URL; http needs allowInsecure",
  );
  for (const name of ["timeout", "deadline", "maxRetries", "maxRetryAfter"] as const) {
    demand(checked[name] >= 0, name, "must be a number from 0");
  }
  try {
    new Headers(checked.headers);
  } catch {
    demand(false, "headers", "must be HTTP headers");
  }
  return checked;
}

/** Addresses where nobody can listen in: encrypted, or within this machine. */
const guarded = /^(https:|http:\/\/(localhost|127\.[\d.]+|\[::1])(?=[:/]|$))[^@?#]*$/;

/** Without what is undefined: an option that is not set has its default. */
export const given = <T extends object>(options: T | undefined): Partial<T> =>
  Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

function demand(isFulfilled: boolean, option: string, what: string): void {
  if (!isFulfilled)
    throw new MendixWebhooksError(`option '${option}' ${what}`, { code: "invalid_option" });
}
