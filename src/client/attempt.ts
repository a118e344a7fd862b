import type { CheckedOptions } from "./options.js";

/** Bytes of an answer that are read at most: many times the largest page. */
const maxBodyBytes = 16 * 2 ** 20;

/** What came of sending a request once: an answer, read to its end, or the reason for none. */
export interface Outcome {
  response?: Response;
  failure?: "aborted" | "timeout" | "network";
  error?: unknown;
}

/**
 * Sends a request once and reads the whole answer, within a time of its own. It ends in time even
 * if `fetch` does not mind its signal.
 *
 * @param timeout - milliseconds
 */
export function attempt(
  url: string,
  { signal, ...init }: RequestInit & { signal: AbortSignal },
  timeout: number,
  { fetch, clock }: Pick<CheckedOptions, "fetch" | "clock">,
): Promise<Outcome> {
  const stop = new AbortController();
  const done = new AbortController();
  // Redirects are not followed: the token was not meant for where they lead.
  const request = new Request(url, { ...init, redirect: "manual", signal: stop.signal });
  return new Promise((settle) => {
    const end = (outcome: Outcome) => {
      settle(outcome);
      done.abort();
      // Names the request to keep it: collected, it would no longer hand its signal on to `fetch`.
      if (outcome.failure) stop.abort(request);
    };
    const abort = () => end({ failure: "aborted", error: signal.reason });
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { signal: done.signal });
    clock.sleep(timeout, done.signal).then(() => end({ failure: "timeout" }));
    exchange(fetch, request).then(
      (response) => end({ response }),
      (error) => end({ failure: "network", error }),
    );
  });
}

/** Reads the answer to its end, and gives one that can be read again without waiting. */
async function exchange(fetch: CheckedOptions["fetch"], request: Request) {
  const response = await fetch(request);
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let bytes = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    bytes += value.length;
    if (bytes > maxBodyBytes) throw new Error("answer too large");
  }
  return new Response(chunks.length ? new Blob(chunks) : null, response);
}
