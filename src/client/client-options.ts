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
  /**
   * Whether to check requests before sending, and responses, against the contract; a boolean stands
   * for both.
   * @default true
   */
  validate?: boolean | { requests?: boolean; responses?: boolean };
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
  /**
   * Sends a request; called once for each attempt.
   * @default globalThis.fetch at the time of the attempt
   */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
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
export type CheckedOptions = Required<Omit<ClientOptions, "logger" | "fetch" | "validate">> &
  Pick<ClientOptions, "logger" | "fetch"> & { validate: { requests: boolean; responses: boolean } };

/**
 * Checks options and adds the defaults.
 *
 * @throws MendixWebhooksError with code `invalid_option`, which names the option but not its value
 */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const { validate = true, ...given } = withoutUndefined(options);
  const checked: CheckedOptions = {
    token: "",
    baseUrl: serverUrl,
    timeout: 30_000,
    deadline: Infinity,
    maxRetries: 2,
    maxRetryAfter: 60,
    waitForRateLimit: false,
    headers: {},
    allowInsecure: false,
    userAgent: "mendix-webhooks",
    clock: systemClock,
    random: Math.random,
    ...given,
    validate: {
      requests: validate !== false,
      responses: validate !== false,
      ...(typeof validate === "object" && withoutUndefined(validate)),
    },
  };
  const { token, baseUrl, fetch } = checked;
  requireOption(!/^MxToken\s/i.test(token), "token", "must leave out the word MxToken");
  requireOption(/^[!-~]+$/.test(token ?? ""), "token", "must be a personal access token");
  const isUrlUsable = isSecure(baseUrl, checked.allowInsecure);
  requireOption(isUrlUsable, "baseUrl", "must be an https URL; http needs allowInsecure");
  for (const name of ["timeout", "deadline", "maxRetries", "maxRetryAfter"] as const) {
    const isNumber = typeof checked[name] === "number" && checked[name] >= 0;
    requireOption(isNumber, name, "must be a number from 0");
  }
  requireOption(!fetch || typeof fetch === "function", "fetch", "must be a function");
  try {
    new Headers(checked.headers);
  } catch {
    requireOption(false, "headers", "must be HTTP headers");
  }
  // In its normal form the URL tells the origin that the token is for.
  return { ...checked, baseUrl: new URL(baseUrl).href };
}

/** Whether a token can be sent there safely: encrypted, or within this machine. */
function isSecure(baseUrl: string, allowInsecure: boolean): boolean {
  if (!URL.canParse(baseUrl) || /[@?#]/.test(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  const isThisMachine = /^(localhost|127(\.\d+){3}|\[::1])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && (allowInsecure || isThisMachine));
}

/** Returns a copy without undefined properties, so that they do not override defaults. */
export const withoutUndefined = <T extends object>(options: T | undefined): Partial<T> =>
  Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

function requireOption(isValid: boolean, option: string, rule: string): void {
  if (isValid) return;
  throw new MendixWebhooksError(`option '${option}' ${rule}`, { code: "invalid_option" });
}
