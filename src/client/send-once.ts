import { readLimited } from "../shared/read-limited.js";
import type { CheckedOptions } from "./client-options.js";

/** The most bytes of a response that are read: many times the largest page. */
const maxBodyBytes = 16 * 2 ** 20;

/** A request in the form that every implementation of `fetch` takes. */
export interface PlainRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A response and its body. */
export interface ReadResponse {
  response: Response;
  text: string;
}

/** The result of sending a request once: the complete response, or the reason for having none. */
export type AttemptResult =
  | (ReadResponse & { failure?: undefined; error?: undefined })
  | (Failure & { response?: undefined });

/** Why there is no response, and what `fetch` threw. */
export interface Failure {
  failure: "aborted" | "timeout" | "network";
  error?: unknown;
}

/**
 * Sends a request once and reads the whole response. It ends in time even if `fetch` ignores its
 * signal.
 *
 * @param timeout - milliseconds
 */
export function sendOnce(
  { method, url, headers, body }: PlainRequest,
  timeout: number,
  signal: AbortSignal | undefined,
  { fetch = globalThis.fetch, clock }: Pick<CheckedOptions, "fetch" | "clock">,
): Promise<AttemptResult> {
  const controller = new AbortController();
  /** Fetches a response with its whole body. */
  async function fetchCompletely(): Promise<AttemptResult> {
    const response = await fetch(url, {
      method,
      headers,
      body,
      // Redirects are not followed, because the token must not reach another server.
      redirect: "manual",
      signal: controller.signal,
    });
    // The body of node-fetch is a stream of Node.js, and a mock may have no body but a text.
    const text = await (response.body?.getReader ? readText(response) : response.text());
    return { response, text };
  }
  return new Promise((resolve) => {
    const finish = (result: AttemptResult) => {
      cancelTimeout();
      signal?.removeEventListener("abort", abort);
      // Not after a success, because each abort makes an exception with a stack.
      if (result.failure) controller.abort();
      resolve(result);
    };
    const abort = () => finish({ failure: "aborted", error: signal?.reason });
    const cancelTimeout = clock.schedule(() => finish({ failure: "timeout" }), timeout);
    signal?.addEventListener("abort", abort);
    fetchCompletely().then(finish, (error) => finish({ failure: "network", error }));
  });
}

const decoder = new TextDecoder();

/** Reads the body as text, up to the limit. */
async function readText(response: Response): Promise<string> {
  const bytes = await readLimited(response, maxBodyBytes);
  if (bytes === "too large") throw new Error("response too large");
  return decoder.decode(bytes);
}
