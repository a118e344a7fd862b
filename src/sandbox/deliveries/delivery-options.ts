import { checkOption } from "../sandbox-error.js";
import {
  type AroundDelivery,
  createDirectTransport,
  createNetworkTransport,
} from "./delivery-transport.js";

/** The longest timeout of `setTimeout`, in milliseconds. */
const maxTimeout = 2 ** 31 - 1;

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
  /** How many deliveries may be pending; further ones are `dropped`. @default 10_000 */
  maxPending?: number;
  /** How many deliveries the log keeps besides the pending ones. @default 1_000 */
  maxLogged?: number;
  /** Whether to deliver to private addresses; by default if `host` is of this machine. */
  allowPrivateTargets?: boolean;
  /** Receives deliveries in place of the network, for example a receiver. */
  send?: (request: Request) => Promise<Response>;
  /** Wraps each attempt, so that a test can change, repeat or suppress it. */
  around?: AroundDelivery;
}

/** Options with their defaults. @throws SandboxError when one is out of its range */
export function checkDeliveryOptions(options: DeliveryOptions) {
  const { retryScale = 1, timeout = 30_000, maxPending = 10_000, maxLogged = 1_000 } = options;
  const { allowPrivateTargets = false, send, around = (request, next) => next(request) } = options;
  // A longer delay could lead to a date that `Date` cannot represent.
  checkRange("retryScale", retryScale, 0, 1_000);
  checkRange("timeout", timeout, 1, maxTimeout);
  checkRange("maxPending", maxPending, 1, Number.MAX_SAFE_INTEGER);
  checkRange("maxLogged", maxLogged, 1, Number.MAX_SAFE_INTEGER);
  const network = createNetworkTransport(allowPrivateTargets);
  const transport = send ? createDirectTransport(send) : network;
  return { retryScale, timeout, maxPending, maxLogged, around, transport };
}

function checkRange(name: string, value: number, min: number, max: number): void {
  checkOption(name, value >= min && value <= max, `a number from ${min} to ${max}`);
}
