import { serverUrl } from "../../generated/routes.js";
import { type Clock, systemClock } from "../shared/clock.js";
import { MendixWebhooksError } from "./client-errors.js";

/** Receives what the client logs; `console` and most loggers fit. */
export type Logger = Pick<Console, "debug" | "warn">;

/** Options of the client that a single request can override. */
export interface SharedOptions {
  /** Milliseconds that one attempt may take, including the body of the response. @default 30_000 */
  timeout?: number;
  /** Milliseconds that a call may take, including all its attempts and waits. @default Infinity */
  deadline?: number;
  /** How often a request is repeated after a failure that may be temporary. @default 2 */
  maxRetries?: number;
  /**
   * The longest wait, in seconds, that the service may ask for by `Retry-After` or the reset of its
   * rate limit; if it asks for more, the call fails at once.
   * @default 60
   */
  maxRetryAfter?: number;
  /**
   * Whether to wait for the reset before sending when the last response said that no requests are
   * left.
   * @default false
   */
  waitForRateLimit?: boolean;
  /** Whether to check requests against the contract before sending. @default true */
  validate?: boolean;
  /** Headers to send with each request. Their values are kept out of messages and logs. */
  headers?: Record<string, string>;
}

/** Options of a single request. */
export interface RequestOptions extends SharedOptions {
  /** Aborts the request, or the wait before its next attempt. */
  signal?: AbortSignal;
}

/** Options of `createWebhook`. */
export interface CreateOptions extends RequestOptions {
  /**
   * Whether to look for the webhook after the response to a create was lost, instead of throwing.
   * The webhook is recognised by its name and URL, so no two processes may create equal webhooks at
   * the same time.
   *
   * @default false
   */
  reconcile?: boolean;
}

/** Options of `createClient`. */
export interface ClientOptions extends SharedOptions {
  /** A personal access token, without the word `MxToken`. */
  token: string;
  /**
   * The URL of the API, including its path. `http:` is accepted only for this machine, unless
   * `allowInsecure` is set.
   * @default the production server of the contract
   */
  baseUrl?: string;
  /** Whether the token may be sent over plain HTTP to other machines. @default false */
  allowInsecure?: boolean;
  /** Sends a request; called once for each attempt. @default globalThis.fetch */
  fetch?: (request: Request) => Promise<Response>;
  /** The `User-Agent` of each request. @default "mendix-webhooks" */
  userAgent?: string;
  /** Receives each attempt (`debug`) and each wait (`warn`), as a message and an object. */
  logger?: Logger | undefined;
  /** The source of time, for tests. @default the system's clock */
  clock?: Clock;
  /** Returns a number from 0 to below 1, to spread retries. @default Math.random */
  random?: () => number;
}

/** Options with their defaults, after validation. */
export type CheckedOptions = Required<Omit<ClientOptions, "logger">> & {
  logger?: Logger | undefined;
};

/**
 * Checks options and adds the defaults.
 *
 * @throws MendixWebhooksError with code `invalid_option`, which names the option but not its value
 */
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
    ...withoutUndefined(options),
  } as CheckedOptions;
  const { token, baseUrl, allowInsecure } = checked;
  requireOption(/^[!-~]+$/.test(token ?? ""), "token", "must be a personal access token");
  requireOption(
    URL.canParse(baseUrl) &&
      secureUrl.test(allowInsecure ? baseUrl.replace("http:", "https:") : baseUrl),
    "baseUrl",
    "must be an https URL; http needs allowInsecure",
  );
  for (const name of ["timeout", "deadline", "maxRetries", "maxRetryAfter"] as const) {
    requireOption(checked[name] >= 0, name, "must be a number from 0");
  }
  try {
    new Headers(checked.headers);
  } catch {
    requireOption(false, "headers", "must be HTTP headers");
  }
  return checked;
}

/** URLs over which a token can be sent safely: encrypted, or within this machine. */
const secureUrl = /^(https:|http:\/\/(localhost|127\.[\d.]+|\[::1])(?=[:/]|$))[^@?#]*$/;

/** Returns a copy without undefined properties, so that they do not override defaults. */
export const withoutUndefined = <T extends object>(options: T | undefined): Partial<T> =>
  Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

function requireOption(isValid: boolean, option: string, rule: string): void {
  if (isValid) return;
  throw new MendixWebhooksError(`option '${option}' ${rule}`, { code: "invalid_option" });
}
