import { readLimited } from "../shared/read-limited.js";
import { type ClaimStore, memoryClaimStore } from "./claim-store.js";
import type { DeliveryEvent, Events } from "./delivery-events.js";
import { ReceiverError, SignatureVerificationError } from "./receiver-errors.js";
import { keysOf } from "./signature.js";
import { type Unwrapped, unwrap } from "./unwrap.js";
import { checkVerifyOptions, type VerifyOptions } from "./verify.js";

/** What a handler receives in addition to the payload of the event. */
export type DeliveryContext = Omit<Unwrapped, "event">;

/** Handles an event. If it throws, Mendix sends the delivery again later. */
export type Handler<Payload> = (payload: Payload, context: DeliveryContext) => unknown;

/** Options of {@link createReceiver}. */
export interface ReceiverOptions extends Omit<VerifyOptions, "secrets"> {
  /** As for `verify`, or a function that returns them, for rotation without a restart. */
  secrets:
    | VerifyOptions["secrets"]
    | (() => VerifyOptions["secrets"] | Promise<VerifyOptions["secrets"]>);
  /** The handlers by event name. An event without a handler is acknowledged. */
  on?: { [Name in keyof Events]?: Handler<Events[Name]> };
  /** Handles every payload that the contract does not describe. */
  onUnknown?: Handler<unknown>;
  /**
   * Receives the error behind a response of 500: what a handler, the claim store or `secrets`
   * threw. The response does not contain it. `context` is missing if the delivery was not verified.
   *
   * @default writes the error to the console
   */
  onError?: (error: unknown, context?: DeliveryContext) => void;
  /** Receives the reason why a delivery was refused with 400 or 401; see also `explain`. */
  onRefused?: (error: ReceiverError, request: Request) => void;
  /**
   * Remembers deliveries, so that each is handled once.
   *
   * @default memoryClaimStore()
   */
  claimStore?: ClaimStore;
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
  checkOptions(options);
  const { secrets, maxBodyBytes = 2 ** 20, claimStore = memoryClaimStore() } = options;
  const { onError = console.error, onRefused = () => {} } = options;
  const getSecrets = typeof secrets === "function" ? secrets : () => secrets;

  return async (request) => {
    let delivery: Unwrapped;
    try {
      const body = await readBody(request, maxBodyBytes);
      if (body instanceof Response) return body;
      const verifyOptions = { ...options, secrets: await getSecrets() };
      delivery = await unwrap({ headers: request.headers, body }, verifyOptions);
    } catch (error) {
      if (!isSendersFault(error)) {
        onError(error);
        return respond(500, "not handled");
      }
      onRefused(error, request);
      // The code alone, because details would help whoever sends forgeries.
      return respond(error.code === "no_match" ? 401 : 400, error.code);
    }
    const { event, ...context } = delivery;
    try {
      return await handleOnce(context.id, claimStore, () =>
        handlerOf(event, options)?.(event.payload, context),
      );
    } catch (error) {
      onError(error, context);
      return respond(500, "not handled");
    }
  };
}

function checkOptions(options: ReceiverOptions): void {
  const { secrets, maxBodyBytes = 1 } = options ?? {};
  if (typeof secrets === "function") {
    checkVerifyOptions({ ...options, secrets: "not known yet" });
  } else {
    const checked = checkVerifyOptions({ ...options, secrets });
    const weak = checked.secrets.findIndex((one) => keysOf(one, checked.keyEncoding).length === 0);
    if (weak >= 0) {
      throw new ReceiverError(`option 'secrets' has no key of 24 bytes or more at ${weak}`);
    }
  }
  if (!(maxBodyBytes > 0)) {
    throw new ReceiverError("option 'maxBodyBytes' must be a number above 0");
  }
}

/** The body of a request that may be a delivery, or the response to any other request. */
async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | Response> {
  if (request.method !== "POST") return respond(405, "POST only", { allow: "POST" });
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return respond(415, "application/json only");
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

/** Rethrows what goes wrong. The next attempt is then handled again. */
async function handleOnce(
  id: string,
  claimStore: ClaimStore,
  handle: () => unknown,
): Promise<Response> {
  const owner = crypto.randomUUID();
  const claim = await claimStore.claim(id, owner);
  if (claim === "done") return respond(200, "handled before");
  if (claim === "busy") return respond(409, "being handled");
  try {
    await handle();
  } catch (error) {
    // A claim that cannot be released expires.
    await claimStore.release(id, owner).catch(() => {});
    throw error;
  }
  // If this fails the event is handled again, which is better than losing one.
  await claimStore.done(id);
  return respond(204);
}

/** The event's own handler. TypeScript cannot see that it accepts the payload of the event. */
function handlerOf({ type }: DeliveryEvent, { on, onUnknown }: ReceiverOptions) {
  return (type === "unknown" ? onUnknown : on?.[type]) as Handler<unknown> | undefined;
}

/** If not, the secrets could not be loaded or are weak, and Mendix should send it again. */
function isSendersFault(error: unknown): error is ReceiverError {
  if (error instanceof SignatureVerificationError) return error.code !== "weak_key";
  return error instanceof ReceiverError && error.code === "malformed_body";
}

function respond(status: number, text?: string, headers: Record<string, string> = {}): Response {
  const typed = text === undefined ? headers : { "content-type": "text/plain", ...headers };
  return new Response(text, { status, headers: typed });
}
