import { routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { type Clock, systemClock } from "../shared/clock.js";
import type { Token } from "./authenticate.js";
import type { DeliveryOptions } from "./deliveries/delivery-options.js";
import type { HandlerOverrides } from "./operation-handlers.js";
import { checkOption } from "./sandbox-error.js";
import { isNumber, isWhole } from "./value-checks.js";

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

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
export const isLoopback = (host: string): boolean => loopback.test(host);

/** Options with their defaults. */
export type SandboxSettings = ReturnType<typeof checkOptions>;

/** @throws SandboxError */
export function checkOptions(options: SandboxOptions) {
  const { port = 0, host = "127.0.0.1", clock = systemClock, rateLimit, apps, tokens } = options;
  const { seed = Math.floor(Math.random() * 2 ** 32), maxBodyBytes = 2 ** 20 } = options;
  const { handlers = {}, onError = console.error } = options;
  const isPort = port === "none" || isWhole(port, 0, 65_535);
  checkOption("port", isPort, "a port number, 0 or 'none'");
  checkOption("seed", Number.isSafeInteger(seed), "a whole number");
  const isLimit = rateLimit === undefined || isWhole(rateLimit, 1);
  checkOption("rateLimit", isLimit, "a whole number above 0");
  checkOption("maxBodyBytes", isNumber(maxBodyBytes, 1), "a number above 0");
  const allowPrivateTargets = port === "none" || isLoopback(host);
  return {
    ...{ around: options.around, state: options.state, rateLimit },
    ...{ port, host, clock, seed, maxBodyBytes, handlers, onError },
    apps: apps === undefined ? undefined : new Set(checkApps(apps)),
    tokens: tokens === undefined ? undefined : tokensByName(tokens),
    deliveries: { allowPrivateTargets, ...options.deliveries },
  };
}

/** A configuration file may hold anything in place of the apps. */
function checkApps(apps: readonly string[]): readonly string[] {
  const isValid: Validator = routes.listWebhooks.parameters;
  const isApp = (app: unknown) => {
    isValid({ path: { "app-id": app } });
    // Other parameters may be missing.
    return !isValid.errors?.some(({ instancePath }) => instancePath === "/path/app-id");
  };
  checkOption("apps", Array.isArray(apps) && apps.every(isApp), "a list of app ids (UUIDs)");
  return apps;
}

function tokensByName(tokens: readonly Token[]): ReadonlyMap<string, Token> {
  const isList = Array.isArray(tokens) && tokens.every(isToken);
  checkOption("tokens", isList, "a list of { token, scopes } with the scopes 'read' and 'write'");
  return new Map(tokens.map((one) => [one.token, one]));
}

function isToken(value: unknown): boolean {
  const { token, scopes = [], isRevoked: _, ...others } = Object(value) as Partial<Token>;
  const isScope = (scope: unknown) => scope === "read" || scope === "write";
  const isText = typeof token === "string" && /^[!-~]+$/.test(token);
  const hasScopes = Array.isArray(scopes) && scopes.every(isScope);
  return isText && hasScopes && Object.keys(others).length === 0;
}
