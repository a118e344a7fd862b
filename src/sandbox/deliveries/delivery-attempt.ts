import type { Clock } from "../../shared/clock.js";
import type { StoredWebhook } from "../state.js";
import { DeliveryFailure, describeFailure } from "./delivery-failure.js";
import type { Attempt } from "./delivery-log.js";
import { createSignedRequest } from "./delivery-request.js";
import { redactedText } from "./delivery-secrets.js";
import type { AroundDelivery, DeliveryResponse, Transport } from "./delivery-transport.js";

/** What attempts need. */
export interface AttemptServices {
  clock: Clock;
  transport: Transport;
  around: AroundDelivery;
  /** Milliseconds that a response may take. */
  timeout: number;
}

/** Whether the receiver accepted the delivery. */
export const hasSucceeded = ({ status = 0 }: Attempt): boolean => status >= 200 && status < 300;

/**
 * Makes one attempt at a delivery. It never rejects; the result says what went wrong.
 *
 * @param controller - ends the attempt when it is aborted
 */
export async function makeAttempt(
  delivery: { id: string; body: string; attempt: number },
  stored: StoredWebhook,
  controller: AbortController,
  { clock, transport, around, timeout }: AttemptServices,
): Promise<Attempt> {
  const now = clock.now();
  const attemptOf = (outcome: Partial<Attempt>): Attempt => ({
    at: new Date(now).toISOString(),
    duration: clock.now() - now,
    ...outcome,
  });
  try {
    const request = await createSignedRequest(stored, delivery, now);
    const response = await withTimeout(controller, timeout, (signal) =>
      around(request, (changed) => transport(changed, signal)),
    );
    const answer = redactedText(stored, response);
    return attemptOf({
      status: response.status,
      ...(answer !== undefined && { answer }),
      ...(isRedirect(response) && { error: "redirects are not followed" }),
    });
  } catch (error) {
    return attemptOf({ error: describeFailure(error) });
  }
}

const isRedirect = ({ status, location }: DeliveryResponse) =>
  status >= 300 && status < 400 && location !== undefined;

async function withTimeout<T>(
  controller: AbortController,
  timeout: number,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = controller;
  signal.throwIfAborted();
  // Always the system's timer: a receiver takes real time, whatever the clock says.
  const timer = setTimeout(() => {
    controller.abort(new DeliveryFailure(`no answer within ${timeout / 1000} s`));
  }, timeout);
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  try {
    return await Promise.race([act(signal), aborted]);
  } finally {
    clearTimeout(timer);
  }
}
