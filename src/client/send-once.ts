import { readLimited } from "../shared/read-limited.js";
import type { CheckedOptions } from "./client-options.js";

/** The most bytes of a response that are read: many times the largest page. */
const maxBodyBytes = 16 * 2 ** 20;

/** The result of sending a request once: the complete response, or the reason for having none. */
export interface AttemptResult {
  response?: Response;
  failure?: "aborted" | "timeout" | "network";
  error?: unknown;
}

/**
 * Sends a request once and reads the whole response. It ends in time even if `fetch` ignores its
 * signal.
 *
 * @param timeout - milliseconds
 */
export function sendOnce(
  url: string,
  { signal, ...init }: RequestInit & { signal: AbortSignal },
  timeout: number,
  { fetch, clock }: Pick<CheckedOptions, "fetch" | "clock">,
): Promise<AttemptResult> {
  const controller = new AbortController();
  // Redirects are not followed, because the token must not reach another server.
  const request = new Request(url, { ...init, redirect: "manual", signal: controller.signal });
  return new Promise((resolve) => {
    const finish = (result: AttemptResult) => {
      cancelTimeout();
      signal.removeEventListener("abort", abort);
      // The reference in this closure keeps the request from being garbage collected: a collected
      // request no longer passes its signal on to `fetch`.
      if (result.failure) controller.abort(request);
      resolve(result);
    };
    const abort = () => finish({ failure: "aborted", error: signal.reason });
    const cancelTimeout = clock.schedule(() => finish({ failure: "timeout" }), timeout);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    fetchCompletely(fetch, request).then(
      (response) => finish({ response }),
      (error) => finish({ failure: "network", error }),
    );
  });
}

/** Fetches a response with its whole body, so that reading it again takes no time. */
async function fetchCompletely(fetch: CheckedOptions["fetch"], request: Request) {
  const response = await fetch(request);
  const body = await readLimited(response, maxBodyBytes);
  if (body === "too large") throw new Error("response too large");
  return new Response(body.length ? body : null, response);
}
