import { readLimited } from "../shared/read-limited.js";
import type { ClaimStore } from "./claim-store.js";
import { ReceiverError } from "./errors.js";
import type { DeliveryEvent, Events } from "./events.js";
import { keysOf } from "./keys.js";
import { memoryClaimStore } from "./memory-claim-store.js";
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
  /**
   * Told why a delivery was answered with 500: what a handler, the claim store or `secrets` threw.
   * The answer does not say. There is no context where the delivery was not verified yet.
   *
   * @default writes the error to the console
   */
  onError?: (error: unknown, context?: DeliveryContext) => void;
  /** Told why a delivery was refused with 400 or 401; see `explain` for more. */
  onRefused?: (error: ReceiverError, request: Request) => void;
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
  const { onError = console.error, onRefused = () => {} } = options ?? {};
  const getSecrets = typeof secrets === "function" ? secrets : () => secrets;
  if (typeof secrets === "function") checkVerifyOptions({ ...options, secrets: "later" });
  else checkStrength(checkVerifyOptions({ ...options, secrets }));
  if (!(maxBodyBytes > 0)) {
    throw new ReceiverError("option 'maxBodyBytes' must be a number above 0");
  }

  return async (request) => {
    let delivery: Unwrapped;
    try {
      const body = await bodyOf(request, maxBodyBytes);
      if (body instanceof Response) return body;
      const raw = { headers: request.headers, body };
      delivery = await unwrap(raw, { ...options, secrets: await getSecrets() });
    } catch (error) {
      const status = statusOf(error);
      if (status === 500) onError(error);
      else onRefused(error as ReceiverError, request);
      // Without details: whoever sends forgeries learns nothing from the answer.
      return answer(status, status === 500 ? "not handled" : (error as ReceiverError).code);
    }
    const { event, ...context } = delivery;
    try {
      return await handleOnce(context.id, claimStore, () =>
        handlerOf(event, options)?.(event.payload as never, context),
      );
    } catch (error) {
      onError(error, context);
      return answer(500, "not handled");
    }
  };
}

/** The body of what may be a delivery, or the answer to what is none. @throws ReceiverError */
async function bodyOf(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | Response> {
  if (request.method !== "POST") return answer(405, "POST only", { allow: "POST" });
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return answer(415, "application/json only");
  if (request.bodyUsed || request.body?.locked) {
    throw new ReceiverError(
      "Something read the body before the receiver. Call the receiver first, or give it " +
        "request.clone(), made before the reading",
      "body_was_parsed",
    );
  }
  const body = await readLimited(request, maxBytes).catch(() => undefined);
  if (body === undefined) return answer(400, "the body could not be read");
  return body === "too large" ? answer(413, `more than ${maxBytes} bytes`) : body;
}

/** Throws what goes wrong; the delivery is then handled again on its next attempt. */
async function handleOnce(
  id: string,
  claimStore: ClaimStore,
  handle: () => unknown,
): Promise<Response> {
  const owner = crypto.randomUUID();
  const claim = await claimStore.claim(id, owner);
  if (claim === "done") return answer(200, "handled before");
  if (claim === "busy") return answer(409, "being handled");
  try {
    await handle();
  } catch (error) {
    // A claim that cannot be given back expires.
    await claimStore.release(id, owner).catch(() => {});
    throw error;
  }
  // If this fails, nobody will know that it was handled: better twice than never.
  await claimStore.done(id);
  return answer(204);
}

function handlerOf(
  event: DeliveryEvent,
  { on, onUnknown }: ReceiverOptions,
): Handler<never> | undefined {
  return (event.type === "unknown" ? onUnknown : on?.[event.type]) as Handler<never> | undefined;
}

/** What a failed verification is answered with. */
function statusOf(error: unknown): 400 | 401 | 500 {
  const { code = "" } = error instanceof ReceiverError ? error : {};
  if (code === "no_match") return 401;
  const isSendersFault = error instanceof SignatureVerificationError && code !== "weak_key";
  // Otherwise the secrets could not be had, or are none: Mendix is to try again.
  return isSendersFault || code === "malformed_body" ? 400 : 500;
}

/** A secret that can never match is a mistake to be told at the start, not at the first delivery. */
function checkStrength({ secrets, keyEncoding }: ReturnType<typeof checkVerifyOptions>): void {
  const weak = secrets.findIndex((secret) => keysOf(secret, keyEncoding).length === 0);
  if (weak >= 0) {
    throw new ReceiverError(`option 'secrets' has no key of 24 bytes or more at ${weak}`);
  }
}

const answer = (status: number, text?: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status,
    headers: text === undefined ? headers : { "content-type": "text/plain", ...headers },
  });
