import { type Clock, systemClock } from "../shared/clock.js";
import type { Token } from "./authenticate.js";
import type { Delivery } from "./deliveries/delivery-log.js";
import {
  type AroundDelivery,
  createDirectTransport,
  createNetworkTransport,
} from "./deliveries/delivery-transport.js";
import type { HandlerOverrides } from "./operation-handlers.js";
import { checkOption, isNumber, isWhole } from "./sandbox-error.js";

/** Options of `createSandbox`. */
export interface SandboxOptions {
  /** The port to listen on: 0 for any free port, `"none"` for no socket. @default 0 */
  port?: number | "none";
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /** Makes ids, payloads and the probability of faults repeatable; by default a random number. */
  seed?: number;
  /** The source of time. A virtual clock lets a test advance it. @default systemClock */
  clock?: Clock;
  /** Path of a file that keeps the webhooks across restarts; by default they are lost. */
  state?: string;
  /**
   * Whether to begin, also after a reset, with the webhooks of the contract's examples, so that the
   * ids and cursors in its documentation are found.
   *
   * @default false
   */
  examples?: boolean;
  /** The apps that exist; any by default. */
  apps?: readonly string[];
  /** The tokens that are accepted; any by default, with full scope. */
  tokens?: readonly Token[];
  /** Requests per hour and token; any number by default. */
  rateLimit?: number;
  /** The maximum size of a request body, in bytes. @default 1_048_576 */
  maxBodyBytes?: number;
  /**
   * Functions that wrap the sandbox's own handlers: `next` runs the handler, and the return value
   * is the body of the response. To respond with an error, throw an `ErrorResponse`.
   */
  handlers?: HandlerOverrides;
  /**
   * A function that wraps each exchange with the API: `next` lets the sandbox respond to the same
   * request, or to another one. `/_sandbox` is not affected.
   */
  around?: AroundExchange;
  /** How webhooks are delivered. */
  deliveries?: DeliveryOptions;
  /** Called with internal errors of the sandbox. @default writes the error to the console */
  onError?: (error: unknown) => void;
}

/** A function that wraps an exchange. */
export type AroundExchange = (
  request: Request,
  next: (request?: Request) => Promise<Response>,
) => Response | Promise<Response>;

/** How deliveries are sent. */
export interface DeliveryOptions {
  /**
   * Multiplies the delays before retries, which are 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h.
   * From 0, which retries at once, to 1,000.
   *
   * @default 1
   */
  retryScale?: number;
  /** Milliseconds that a response may take until it is complete. @default 30_000 */
  timeout?: number;
  /** Whether to deliver to private addresses; by default if `host` is of this machine. */
  allowPrivateTargets?: boolean;
  /** Receives deliveries in place of the network, for example a receiver. */
  send?: (request: Request) => Promise<Response>;
  /** Wraps each attempt, so that a test can change, repeat or suppress it. */
  around?: AroundDelivery;
  /** Called after each attempt, with the delivery as it is then. What it throws goes to `onError`. */
  onAttempt?: (delivery: Delivery) => void;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
export const isLoopback = (host: string): boolean => loopback.test(host);

/** Options with their defaults. */
export type SandboxSettings = ReturnType<typeof checkOptions>;

/** @throws SandboxError */
export function checkOptions(options: SandboxOptions) {
  const { port = 0, host = "127.0.0.1", clock = systemClock, rateLimit, apps, tokens } = options;
  const { seed = Math.floor(Math.random() * 2 ** 32), maxBodyBytes = 2 ** 20 } = options;
  const { handlers = {}, onError = console.error, examples = false } = options;
  const isPort = port === "none" || isWhole(port, 0, 65_535);
  checkOption("port", isPort, "a port number, 0 or 'none'");
  // Node.js listens on every address if there is none.
  checkOption("host", isText(host), "an address or a name, such as 127.0.0.1");
  checkOption("seed", Number.isSafeInteger(seed), "a whole number");
  const isLimit = rateLimit === undefined || isWhole(rateLimit, 1);
  checkOption("rateLimit", isLimit, "a whole number above 0");
  checkOption("maxBodyBytes", isNumber(maxBodyBytes, 1), "a number above 0");
  const areApps = apps === undefined || (Array.isArray(apps) && apps.every(isText));
  checkOption("apps", areApps, "a list of app ids");
  return {
    ...{ around: options.around, state: options.state, rateLimit },
    ...{ port, host, clock, seed, maxBodyBytes, handlers, onError, examples },
    apps: apps && new Set(apps),
    tokens: tokens === undefined ? tokens : tokensByName(tokens),
    deliveries: checkDeliveries(options.deliveries, port === "none" || isLoopback(host), onError),
  };
}

function checkDeliveries(
  options: DeliveryOptions = {},
  isLocal: boolean,
  onError: (error: unknown) => void,
) {
  const { retryScale = 1, timeout = 30_000, allowPrivateTargets = isLocal, send } = options;
  // A longer delay could lead to a date that `Date` cannot represent.
  checkOption("retryScale", isNumber(retryScale, 0, 1_000), "a number from 0 to 1000");
  const longest = 2 ** 31 - 1;
  checkOption("timeout", isNumber(timeout, 1, longest), `a number from 1 to ${longest}`);
  const around: AroundDelivery = options.around ?? ((request, next) => next(request));
  const transport = send
    ? createDirectTransport(send)
    : createNetworkTransport(allowPrivateTargets);
  function onAttempt(delivery: Delivery): void {
    try {
      options.onAttempt?.(delivery);
    } catch (error) {
      onError(error);
    }
  }
  return { retryScale, timeout, around, onAttempt, transport };
}

const isText = (value: unknown) => typeof value === "string" && /^[!-~]+$/.test(value);

function tokensByName(tokens: readonly Token[]): ReadonlyMap<string, Token> {
  const isList = Array.isArray(tokens) && tokens.every(isToken);
  const expected =
    "a list of { token, scopes, isRevoked } with the scopes 'read' and 'write', and true or false";
  checkOption("tokens", isList, expected);
  return new Map(tokens.map((one) => [one.token, one]));
}

function isToken(value: unknown): boolean {
  const { token, scopes = [], isRevoked = false, ...others } = Object(value) as Partial<Token>;
  const isScope = (scope: unknown) => scope === "read" || scope === "write";
  const hasScopes = Array.isArray(scopes) && scopes.every(isScope);
  const isKnown = typeof isRevoked === "boolean" && Object.keys(others).length === 0;
  return isText(token) && hasScopes && isKnown;
}
