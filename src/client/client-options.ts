import { serverUrl } from "../../generated/routes.js";
import { type Clock, systemClock } from "../shared/clock.js";
import { MendixWebhooksError } from "./client-errors.js";

/** Receives what the client logs, as `console` does: a message, then an object. */
export type Logger = Pick<Console, "debug" | "warn">;

/** Options of the client that a single request can override. */
export interface SharedOptions {
  /** Milliseconds that one attempt may take, including the body of the response. @default 30_000 */
  timeout?: number | undefined;
  /** Milliseconds that a call may take, including all its attempts and waits. @default Infinity */
  deadline?: number | undefined;
  /** How often a request is repeated after a failure that may be temporary. @default 2 */
  maxRetries?: number | undefined;
  /**
   * The longest wait, in seconds, that the service may ask for by `Retry-After` or the reset of its
   * rate limit; if it asks for more, the call fails at once.
   * @default 60
   */
  maxRetryAfter?: number | undefined;
  /**
   * Whether to wait for the reset before sending when the last response said that no requests are
   * left.
   * @default false
   */
  waitForRateLimit?: boolean | undefined;
  /**
   * Whether to check requests before sending, and responses, against the contract; a boolean stands
   * for both.
   * @default true
   */
  validate?:
    | boolean
    | { requests?: boolean | undefined; responses?: boolean | undefined }
    | undefined;
  /** Headers to send with each request. Their values are kept out of messages and logs. */
  headers?: Record<string, string> | undefined;
}

/** Options of a single request. */
export interface RequestOptions extends SharedOptions {
  /**
   * Aborts the request, or the wait before its next attempt. Node.js warns of a leak when more than
   * ten calls at a time share a signal, unless `events.setMaxListeners(0, signal)` turns that off.
   */
  signal?: AbortSignal | undefined;
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
  reconcile?: boolean | undefined;
}

/** Options of `createClient`. */
export interface ClientOptions extends SharedOptions {
  /** A personal access token without the word `MxToken`. */
  token: string;
  /**
   * The URL of the API, including its path. `http:` is accepted only for this machine, unless
   * `allowInsecure` is set.
   * @default the production server of the contract
   */
  baseUrl?: string | undefined;
  /** Whether the token may be sent over plain HTTP to other machines. @default false */
  allowInsecure?: boolean | undefined;
  /**
   * Sends a request; called once for each attempt.
   * @default globalThis.fetch at the time of the attempt
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** The `User-Agent` of each request. @default "mendix-webhooks" */
  userAgent?: string | undefined;
  /** Receives each attempt (`debug`) and each wait (`warn`), as a message and an object. */
  logger?: Logger | undefined;
  /** The source of time, for tests. @default the system's clock */
  clock?: Clock | undefined;
  /** Returns a number from 0 to below 1, to spread retries. @default Math.random */
  random?: (() => number) | undefined;
}

type Defined<T> = { [Name in keyof T]-?: Exclude<T[Name], undefined> };

/** Options with their defaults, after validation. */
export type CheckedOptions = Defined<Omit<ClientOptions, "logger" | "fetch" | "validate">> &
  Pick<ClientOptions, "logger" | "fetch"> & { validate: { requests: boolean; responses: boolean } };

/**
 * Checks options and adds the defaults.
 *
 * @throws MendixWebhooksError with code `invalid_option`, which names the option but not its value
 */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const { validate = true, ...given } = withoutUndefined(options);
  // A boolean has neither property, so it is the default of both.
  const { requests = !!validate, responses = !!validate } = Object(validate);
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
    validate: { requests, responses },
  };
  const { token, baseUrl, fetch } = checked;
  const tokenRule = "must be a personal access token without the word MxToken";
  requireOption(/^[!-~]+$/.test(token ?? ""), "token", tokenRule);
  const isUrlUsable = isSecure(baseUrl, checked.allowInsecure);
  requireOption(isUrlUsable, "baseUrl", "must be an https URL; http needs allowInsecure");
  for (const name of ["timeout", "deadline", "maxRetries", "maxRetryAfter"] as const) {
    const isNumber = typeof checked[name] === "number" && checked[name] >= 0;
    requireOption(isNumber, name, "must be a number from 0");
  }
  requireOption(!fetch || typeof fetch === "function", "fetch", "must be a function");
  try {
    new Headers(checked.headers).set("user-agent", checked.userAgent);
  } catch {
    requireOption(false, "headers", "and userAgent must be HTTP headers");
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
export const withoutUndefined = <T extends object>(options: T | undefined): Partial<Defined<T>> =>
  Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Defined<T>>;

function requireOption(isValid: boolean, option: string, rule: string): void {
  if (isValid) return;
  throw new MendixWebhooksError(`option '${option}' ${rule}`, { code: "invalid_option" });
}
