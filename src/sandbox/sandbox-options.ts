import { routes } from "../../generated/routes.js";
import { type Clock, systemClock } from "../shared/clock.js";
import type { Token } from "./authenticate.js";
import type { DeliveryOptions } from "./deliveries/create-deliveries.js";
import type { HandlerOverrides } from "./operation-handlers.js";
import { SandboxError } from "./sandbox-error.js";

/** Options of `createSandbox`. */
export interface SandboxOptions {
  /**
   * Where to listen; 0 for any free port, `"none"` for no socket at all.
   *
   * @default 0
   */
  port?: number | "none";
  /**
   * The address to listen on. Beyond this machine, deliveries to private addresses are refused.
   *
   * @default "127.0.0.1"
   */
  host?: string;
  /** Makes ids, payloads and chance the same in every run; by default they differ. */
  seed?: number;
  /**
   * Time, for tests that move it.
   *
   * @default systemClock
   */
  clock?: Clock;
  /** A file that keeps the webhooks beyond the end of the process; by default nothing does. */
  state?: string;
  /** The apps that exist; any by default. */
  apps?: readonly string[];
  /** The tokens that are accepted; any by default, with full scope. */
  tokens?: readonly Token[];
  /** Requests that a token may make in an hour; any number by default. */
  rateLimit?: number;
  /**
   * Bytes that a request body may have.
   *
   * @default 1_048_576
   */
  maxBodyBytes?: number;
  /**
   * Functions around the sandbox's own handlers: `next` runs the handler, and what is returned is
   * the body of the response. To respond with an error, throw an `ErrorResponse`.
   */
  handlers?: HandlerOverrides;
  /**
   * A function around each exchange with the API: `next` lets the sandbox respond, to the same
   * request unless it is given another. `/_sandbox` is not affected.
   */
  around?: AroundExchange;
  /** How webhooks are delivered. */
  deliveries?: DeliveryOptions;
  /**
   * Told of failures of the sandbox itself.
   *
   * @default writes the error to the console
   */
  onError?: (error: unknown) => void;
}

/** A function around an exchange. */
export type AroundExchange = (
  request: Request,
  next: (request?: Request) => Promise<Response>,
) => Response | Promise<Response>;

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
export const isLoopback = (host: string): boolean => loopback.test(host);

/** Options with their defaults. */
export type SandboxSettings = ReturnType<typeof checkOptions>;

/** @throws SandboxError */
export function checkOptions(options: SandboxOptions) {
  const {
    port = 0,
    host = "127.0.0.1",
    seed = Math.floor(Math.random() * 2 ** 32),
    clock = systemClock,
    rateLimit,
    maxBodyBytes = 2 ** 20,
    handlers = {},
    around,
    deliveries = {},
    onError = console.error,
  } = options;
  check("port", port === "none" || isWhole(port, 0, 65_535), "a port number, 0 or 'none'");
  check("seed", Number.isSafeInteger(seed), "a whole number");
  check("rateLimit", rateLimit === undefined || isWhole(rateLimit, 1), "a whole number above 0");
  check("maxBodyBytes", maxBodyBytes > 0, "a number above 0");
  const apps = options.apps && new Set(checkApps(options.apps));
  const tokens = options.tokens && tokensByName(options.tokens);
  return {
    port,
    host,
    seed,
    clock,
    apps,
    tokens,
    rateLimit,
    maxBodyBytes,
    handlers,
    around,
    onError,
    state: options.state,
    deliveries: { allowPrivateTargets: port === "none" || isLoopback(host), ...deliveries },
  };
}

/** What comes from a file may be anything, whatever its type says. */
function checkApps(apps: unknown): string[] {
  const isApp = (app: unknown) =>
    routes.listWebhooks.parameters({ path: { "app-id": app }, query: {} });
  check("apps", Array.isArray(apps) && apps.every(isApp), "a list of app ids, which are UUIDs");
  return apps as string[];
}

function tokensByName(tokens: readonly Token[]): ReadonlyMap<string, Token> {
  check("tokens", Array.isArray(tokens), "a list of { token, scopes }");
  return new Map(tokens.map((one) => [checkToken(one), one]));
}

function checkToken(one: Token): string {
  const { token, scopes = [], isRevoked: _, ...others } = Object(one) as Token;
  const isToken = typeof token === "string" && /^[!-~]+$/.test(token);
  check("tokens", isToken && Object.keys(others).length === 0, "a list of { token, scopes }");
  const isKnown = Array.isArray(scopes) && scopes.every((one) => one === "read" || one === "write");
  check("tokens", isKnown, "a list whose scopes are 'read' and 'write'");
  return token;
}

function check(name: string, isFine: boolean, what: string): void {
  if (!isFine) throw new SandboxError(`option '${name}' must be ${what}`);
}

const isWhole = (value: number, least: number, most = Number.MAX_SAFE_INTEGER) =>
  Number.isInteger(value) && value >= least && value <= most;
