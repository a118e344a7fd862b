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
  /**
   * Receives the reason why a request was refused, so that no delivery is lost unnoticed. Its `code`
   * is one of those of `unwrap`, or `method_not_allowed`, `unsupported_media_type`, `body_too_large`
   * or `unreadable_body`. See also `explain`.
   */
  onRefused?: (error: ReceiverError, request: Request) => unknown;
  /**
   * Is told of each event that no handler takes, such as the portal's *Test Webhook*, and of each
   * payload that differs from the contract. The message has no value of it but its `eventType`.
   *
   * @default writes the first warning of each kind to the console
   */
  onWarning?: (message: string, context: DeliveryContext) => unknown;
  /**
   * Remembers deliveries, so that each is handled once. Every receiver needs its own, or its own
   * `prefix` in Redis, because an event may have the same id at several webhooks.
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

  function fail(...args: Parameters<typeof onError>): Response {
    void callHook(onError, ...args);
    return respond(500, "not handled");
  }

  async function dispatch(delivery: Unwrapped, context: DeliveryContext): Promise<void> {
    const handle = handlerOf(delivery, options);
    for (const message of warningsOf(delivery, handle !== undefined)) {
      void callHook(onWarning, message, context);
    }
    await handle?.(delivery.event.payload, context);
  }

  return async (request) => {
    let delivery: Unwrapped;
    try {
      delivery = await readDelivery(request);
    } catch (error) {
      if (!isSendersFault(error)) return fail(error);
      void callHook(onRefused, error, request);
      if (error instanceof RefusedRequest) return respond(...error.response);
      // The code alone, because details would help whoever sends forgeries.
      return respond(error.code === "no_match" ? 401 : 400, error.code);
    }
    const { event: _, ...context } = delivery;
    const handle = () => dispatch(delivery, context);
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
  return async (request: Request): Promise<Unwrapped> => {
    checkRequest(request);
    const claim = checkHeaders(request, checked);
    if (!claim.ok) throw new SignatureVerificationError(claim);
    const body = await readBody(request, maxBodyBytes);
    const current = isFunction ? secretsOf(await secrets()) : known;
    return unwrapBody(claim, body, { ...checked, secrets: current });
  };
}

/** Why a request was refused before it was verified, and the response to it. */
class RefusedRequest extends ReceiverError {
  readonly response: Parameters<typeof respond>;

  constructor(code: string, ...response: Parameters<typeof respond>) {
    super(`The request was refused: ${response[1]}`, code);
    this.response = response;
  }
}

/** @throws RefusedRequest when the request cannot be a delivery */
function checkRequest({ method, headers }: Request): void {
  if (method !== "POST") {
    throw new RefusedRequest("method_not_allowed", 405, "POST only", { allow: "POST" });
  }
  if (!/^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "")) {
    throw new RefusedRequest("unsupported_media_type", 415, "application/json only");
  }
  // A framework may have decompressed the body or not, so none is accepted.
  if (/^(identity)?$/i.test(headers.get("content-encoding") ?? "")) return;
  const text = "compressed bodies are not accepted";
  throw new RefusedRequest("unsupported_media_type", 415, text, { "accept-encoding": "identity" });
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.bodyUsed || request.body?.locked) {
    throw new ReceiverError(
      "The body was read before the receiver was called. Call the receiver first, or pass it a " +
        "request.clone() that was made before the body was read",
      "body_was_parsed",
    );
  }
  const body = await readLimited(request, maxBytes).catch(() => {
    throw new RefusedRequest("unreadable_body", 400, "the body could not be read");
  });
  if (body !== "too large") return body;
  throw new RefusedRequest("body_too_large", 413, `more than ${maxBytes} bytes`);
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
  const isMalformed = error instanceof ReceiverError && error.code === "malformed_body";
  return isMalformed || error instanceof RefusedRequest;
}

/** Its type is explicit, because the inferred one is that of a package which users need not have. */
export const respond = (
  status: number,
  text?: string,
  headers: Record<string, string> = {},
): Response => new Response(text, { status, headers });
