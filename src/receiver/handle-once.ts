import type { ClaimStore } from "./claim-store.js";
import { ReceiverError } from "./receiver-errors.js";

/** For how many milliseconds a store that fails is told again of a delivery that was handled. */
const persistence = 600_000;

/**
 * Handles a delivery unless it was, or is being, handled. It rejects when handling fails, or when
 * the store does not respond in time; the next attempt is then handled again.
 *
 * @param timeout - how many milliseconds each access to the store may take
 * @param id - the `webhook-id`, the same on every attempt
 * @returns the status and the text of the response
 */
export async function handleOnce(
  id: string,
  claimStore: ClaimStore,
  timeout: number,
  handle: () => unknown,
): Promise<[status: number, text?: string]> {
  const owner = crypto.randomUUID();
  const release = () => retry(() => claimStore.release(id, owner), timeout);
  const claiming = retry(() => claimStore.claim(id, owner), timeout);
  const claim = await within(claiming, timeout).catch((error) => {
    // Nobody is going to use a claim that comes too late.
    void claiming.then(release).catch(() => {});
    throw error;
  });
  if (claim === "done") return [200, "handled before"];
  if (claim === "busy") return [409, "being handled"];
  try {
    await handle();
  } catch (error) {
    // A claim that cannot be released expires.
    await within(release(), timeout).catch(() => {});
    throw error;
  }
  // If this is too slow it is still tried, so that the next attempt is not handled again.
  const recording = retry(() => claimStore.done(id), persistence);
  await within(recording, timeout);
  return [204];
}

/** Tries until it succeeds or the time is over, because the connection to a store may come back. */
async function retry<T>(action: () => Promise<T>, milliseconds: number): Promise<T> {
  const end = performance.now() + milliseconds;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    try {
      return await action();
    } catch (error) {
      if (performance.now() + pause >= end) throw error;
      // Node may end meanwhile. Elsewhere a timer is a number.
      await new Promise((resolve) => setTimeout(resolve, pause).unref?.());
    }
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const message = `The claim store did not respond within ${milliseconds / 1000} s`;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ReceiverError(message, "claim_timeout")), milliseconds);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
