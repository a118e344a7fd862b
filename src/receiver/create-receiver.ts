import { readLimited } from "../shared/read-limited.js";
import { type ClaimStore, checkSeconds, memoryClaimStore } from "./claim-store.js";
import { handleOnce } from "./handle-once.js";
import { ReceiverError, SignatureVerificationError } from "./receiver-errors.js";
import { checkKeys, secretsOf } from "./signature.js";
import { type Events, type UnwrapOptions, type Unwrapped, unwrapBody } from "./unwrap.js";
import { checkHeaders, checkVerifyOptions, type VerifyOptions } from "./verify.js";

/** What a handler receives in addition to the payload of the event. */
export type DeliveryContext = Omit<Unwrapped, "event">;

/** Handles an event. If it throws, Mendix sends the delivery again later. */
export type Handler<Payload> = (payload: Payload, context: DeliveryContext) => unknown;

/** Options of {@link createReceiver}. */
export interface ReceiverOptions extends Omit<UnwrapOptions, "secrets"> {
  /** As for `verify`, or a function that returns them, for rotation without a restart. */
  secrets:
    | VerifyOptions["secrets"]
    | (() => VerifyOptions["secrets"] | Promise<VerifyOptions["secrets"]>);
  /**
   * The handlers by event name. An event without a handler is acknowledged, with a warning. If the
   * payload differs from the contract, `context.violations` says how, unless `strict` is set.
   */
  on?: { [Name in keyof Events]?: Handler<Events[Name]> };
  /**
   * Handles every payload that the contract does not describe, and those that differ from it, if
   * their event has no handler or `strict` is set.
   */
  onUnknown?: Handler<unknown>;
  /**
   * Receives the error behind a response of 500: what a handler, the claim store or `secrets`
   * threw. The response does not contain it. `context` is missing if the delivery was not verified.
   *
   * @default writes the error to the console
   */
  onError?: (error: unknown, context?: DeliveryContext) => unknown;
  /** Receives the reason why a delivery was refused with 400 or 401; see also `explain`. */
  onRefused?: (error: ReceiverError, request: Request) => unknown;
  /**
   * Is told of each event that no handler takes, such as the portal's *Test Webhook*, and of each
   * payload that differs from the contract. The message has no value of it but its `eventType`.
   *
   * @default writes the first warning of each kind to the console
   */
  onWarning?: (message: string, context: DeliveryContext) => unknown;
  /**
   * Remembers deliveries, so that each is handled once.
   *
   * @default memoryClaimStore()
   */
  claimStore?: ClaimStore;
  /**
   * How many seconds the claim store has to respond. After that the response is 500, so that Mendix
   * sends the delivery again later.
   *
   * @default 5
   */
  claimTimeout?: number;
  /**
   * The largest accepted body in bytes.
   *
   * @default 1_048_576
   */
  maxBodyBytes?: number;
}

/** Responds to deliveries. */
export type Receiver = (request: Request) => Promise<Response>;

/**
 * Creates a receiver: it verifies deliveries, passes each event to its handler once, and responds
 * so that Mendix sends a delivery again exactly when it should.
 *
 * @throws ReceiverError when an option is invalid
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const readDelivery = createReader(options);
  const { claimStore = memoryClaimStore(), claimTimeout = 5 } = options;
  const { onError = console.error, onRefused, onWarning = warnOnce() } = options;
  checkSeconds({ claimTimeout });
  // A longer timer would end at once.
  const timeout = Math.min(claimTimeout * 1000, 2 ** 31 - 1);

  function fail(...error: Parameters<typeof onError>): Response {
    void callHook(onError, ...error);
    return respond(500, "not handled");
  }

  async function dispatch(delivery: Unwrapped): Promise<void> {
    const { event, ...context } = delivery;
    const handle = handlerOf(delivery, options);
    for (const message of warningsOf(delivery, handle !== undefined)) {
      void callHook(onWarning, message, context);
    }
    await handle?.(event.payload, context);
  }

  return async (request) => {
    let delivery: Unwrapped | Response;
    try {
      delivery = await readDelivery(request);
    } catch (error) {
      if (!isSendersFault(error)) return fail(error);
      void callHook(onRefused, error, request);
      // The code alone, because details would help whoever sends forgeries.
      return respond(error.code === "no_match" ? 401 : 400, error.code);
    }
    if (delivery instanceof Response) return delivery;
    const { event: _, ...context } = delivery;
    const handle = () => dispatch(delivery);
    try {
      return respond(...(await handleOnce(context.id, claimStore, timeout, handle)));
    } catch (error) {
      return fail(error, context);
    }
  };
}

/** Reads and verifies a delivery in the order of cost: the headers, the body, then the secrets. */
function createReader(options: ReceiverOptions) {
  const { secrets, maxBodyBytes = 2 ** 20, strict = false } = options ?? {};
  const isFunction = typeof secrets === "function";
  const known = isFunction ? ["not known yet"] : secretsOf(secrets);
  const checked = { ...checkVerifyOptions({ ...options, secrets: known }), strict };
  if (!isFunction) checkKeys(known, checked.keyEncoding);
  if (!(maxBodyBytes > 0)) {
    throw new ReceiverError("option 'maxBodyBytes' must be a number above 0");
  }
  return async (request: Request): Promise<Unwrapped | Response> => {
    const refusal = refusalOf(request);
    if (refusal) return refusal;
    const claim = checkHeaders(request, checked);
    if (!claim.ok) throw new SignatureVerificationError(claim);
    const body = await readBody(request, maxBodyBytes);
    if (body instanceof Response) return body;
    const current = isFunction ? secretsOf(await secrets()) : known;
    return unwrapBody(claim, body, { ...checked, secrets: current });
  };
}

/** The response to a request that cannot be a delivery. */
function refusalOf({ method, headers }: Request): Response | undefined {
  if (method !== "POST") return respond(405, "POST only", { allow: "POST" });
  const isJson = /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
  if (!isJson) return respond(415, "application/json only");
  // A framework may have decompressed the body or not, so none is accepted.
  if (/^(identity)?$/i.test(headers.get("content-encoding") ?? "")) return undefined;
  return respond(415, "compressed bodies are not accepted", { "accept-encoding": "identity" });
}

/** The body of a request that may be a delivery, or the response to any other request. */
async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | Response> {
  if (request.bodyUsed || request.body?.locked) {
    throw new ReceiverError(
      "The body was read before the receiver was called. Call the receiver first, or pass it a " +
        "request.clone() that was made before the body was read",
      "body_was_parsed",
    );
  }
  const body = await readLimited(request, maxBytes).catch(() => undefined);
  if (body === undefined) return respond(400, "the body could not be read");
  return body === "too large" ? respond(413, `more than ${maxBytes} bytes`) : body;
}

/** The event's own handler. TypeScript cannot see that it accepts the payload of the event. */
function handlerOf({ event: { type }, violations }: Unwrapped, options: ReceiverOptions) {
  const handler = type === "unknown" ? undefined : options.on?.[type];
  const isUnknown = type === "unknown" || violations.length > 0;
  return (handler ?? (isUnknown ? options.onUnknown : undefined)) as Handler<unknown> | undefined;
}

function warningsOf({ event, violations }: Unwrapped, isHandled: boolean): string[] {
  const { eventType } = Object(event.payload);
  const written = typeof eventType === "string" ? eventType.slice(0, 64) : "";
  const unknown = written.replace(/[^\w.-]/g, "?") || "without eventType";
  const name = event.type === "unknown" ? unknown : event.type;
  const warnings = isHandled ? [] : [`No handler for deliveries '${name}'`];
  if (violations.length === 0) return warnings;
  return [...warnings, `A delivery '${name}' differs from the contract: ${violations.join("; ")}`];
}

/** Warns of at most a hundred kinds. The items of a list are of the same kind. */
function warnOnce() {
  const kinds = new Set<string>();
  return (message: string) => {
    const kind = message.replace(/\[\d+\]/g, "[]");
    if (kinds.has(kind) || kinds.size === 100) return;
    kinds.add(kind);
    console.warn(`mendix-webhooks: ${message}`);
  };
}

/** Calls a hook of the user, whose own failure is reported, but changes nothing. */
export async function callHook<Args extends unknown[]>(
  hook: ((...args: Args) => unknown) | undefined,
  ...args: Args
): Promise<void> {
  try {
    await hook?.(...args);
  } catch (error) {
    console.error(error);
  }
}

/** If not, the secrets could not be loaded or are weak, and Mendix should send it again. */
function isSendersFault(error: unknown): error is ReceiverError {
  if (error instanceof SignatureVerificationError) return error.code !== "weak_key";
  return error instanceof ReceiverError && error.code === "malformed_body";
}

export const respond = (
  status: number,
  text?: string,
  headers: Record<string, string> = {},
  // The type would otherwise be that of a package which users need not have.
): Response => new Response(text, { status, headers });
