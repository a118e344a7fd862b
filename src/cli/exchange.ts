import { monotonic } from "../shared/clock.js";
import { CommandError, exitCodes, type Terminal } from "./terminal.js";

/** Seconds that a server has to respond. */
const timeout = 30;

/**
 * Sends a request once, and reads its response.
 *
 * @returns the response, its body as text, and the time in milliseconds
 * @throws CommandError that says in one line why there is no response
 */
export async function exchange(url: string, init: RequestInit, terminal: Terminal) {
  const { fetch, clock } = terminal;
  const signal = AbortSignal.any([terminal.signal, AbortSignal.timeout(timeout * 1000)]);
  const startedAt = monotonic(clock);
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const text = await response.text();
    return { response, text, duration: Math.round(monotonic(clock) - startedAt) };
  } catch (error) {
    if (terminal.signal.aborted) throw error;
    const { describeFailure } = await import("../sandbox/deliveries/delivery-transport.js");
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const reason = isTimeout ? `no response within ${timeout} s` : describeFailure(error);
    throw new CommandError(`${new URL(url).origin}: ${reason}`, exitCodes.failed);
  }
}
