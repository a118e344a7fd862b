import type { ClaimStore } from "./claim-store.js";
import { ReceiverError } from "./errors.js";
import type { DeliveryEvent, Events } from "./events.js";
import { memoryClaimStore } from "./memory-claim-store.js";
import { readLimited } from "./read-limited.js";
import { SignatureVerificationError, type Unwrapped, unwrap } from "./unwrap.js";
import { checkVerifyOptions, type VerifyOptions } from "./verify.js";

/** What a handler is told beside the event. */
export type DeliveryContext = Omit<Unwrapped, "event">;

/** Handles an event. Throwing makes Mendix try again later. */
export type Handler<Payload> = (payload: Payload, context: DeliveryContext) => unknown;

/** Options of {@link createReceiver}. */
export interface ReceiverOptions extends Omit<VerifyOptions, "secrets"> {
  /** As for `verify`, or a function that gives them, for rotation without a restart. */
  secrets:
    | VerifyOptions["secrets"]
    | (() => VerifyOptions["secrets"] | Promise<VerifyOptions["secrets"]>);
  /** A handler for each event that you care about; others are acknowledged. */
  on?: { [Name in keyof Events]?: Handler<Events[Name]> };
  /** Handles what the contract does not know. */
  onUnknown?: Handler<unknown>;
  /** Told what a handler threw; the answer does not say. */
  onError?: (error: unknown, context: DeliveryContext) => void;
  /**
   * Remembers deliveries, so that each is handled once.
   *
   * @default memoryClaimStore()
   */
  claimStore?: ClaimStore;
  /**
   * Bytes that a body may have.
   *
   * @default 1_048_576
   */
  maxBodyBytes?: number;
}

/** Answers deliveries. */
export type Receiver = (request: Request) => Promise<Response>;

/**
 * Makes a receiver of deliveries: it verifies them, hands each event to its handler once, and
 * answers so that Mendix tries again exactly when it should.
 *
 * @throws ReceiverError when an option cannot be used
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { secrets, maxBodyBytes = 2 ** 20, claimStore = memoryClaimStore() } = options ?? {};
  const getSecrets = typeof secrets === "function" ? secrets : () => secrets;
  checkVerifyOptions({ ...options, secrets: typeof secrets === "function" ? "later" : secrets });
  if (!(maxBodyBytes > 0))
    throw new ReceiverError("option 'maxBodyBytes' must be a number above 0");

  return async (request) => {
    if (request.method !== "POST") return answer(405, "POST only", { allow: "POST" });
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") return answer(415, "application/json only");
    const body = await readLimited(request, maxBodyBytes).catch(() => undefined);
    if (body === undefined) return answer(400, "the body could not be read");
    if (body === "too large") return answer(413, `more than ${maxBodyBytes} bytes`);
    let delivery: Unwrapped;
    try {
      const raw = { headers: request.headers, body };
      delivery = await unwrap(raw, { ...options, secrets: await getSecrets() });
    } catch (error) {
      return refuse(error);
    }
    return handleOnce(delivery, claimStore, options);
  };
}

async function handleOnce(
  { event, ...context }: Unwrapped,
  claimStore: ClaimStore,
  options: ReceiverOptions,
): Promise<Response> {
  const { id } = context;
  try {
    const claim = await claimStore.claim(id);
    if (claim === "done") return answer(200, "handled before");
    if (claim === "busy") return answer(409, "being handled");
  } catch (error) {
    options.onError?.(error, context);
    return answer(500, "not handled");
  }
  try {
    await handlerOf(event, options)?.(event.payload as never, context);
  } catch (error) {
    await claimStore.release(id).catch(() => {});
    options.onError?.(error, context);
    return answer(500, "not handled");
  }
  try {
    await claimStore.done(id);
  } catch (error) {
    // It was handled, but nobody will know: better twice than never.
    options.onError?.(error, context);
    return answer(500, "handled, but not noted");
  }
  return answer(204);
}

function handlerOf(
  event: DeliveryEvent,
  { on, onUnknown }: ReceiverOptions,
): Handler<never> | undefined {
  return (event.type === "unknown" ? onUnknown : on?.[event.type]) as Handler<never> | undefined;
}

/** Without details: whoever sends forgeries learns nothing from the answer. */
function refuse(error: unknown): Response {
  const { code = "" } = error instanceof ReceiverError ? error : {};
  if (code === "no_match") return answer(401, code);
  const isSendersFault = error instanceof SignatureVerificationError && code !== "weak_key";
  if (isSendersFault || code === "malformed_body") return answer(400, code);
  // The secrets could not be had, or are no secrets: try again when that is mended.
  return answer(500, "not handled");
}

const answer = (status: number, text?: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status,
    headers: text === undefined ? headers : { "content-type": "text/plain", ...headers },
  });
