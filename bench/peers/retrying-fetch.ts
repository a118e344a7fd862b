import type { WebhookInput } from "../../generated/models.js";

/** What a peer is made of. */
export interface Settings {
  baseUrl: string;
  token: string;
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

/** The five calls that every peer offers. They resolve to the body of a success, or throw. */
export interface FiveCalls {
  listWebhooks(appId: string, query?: { cursor?: string; limit?: number }): Promise<unknown>;
  createWebhook(appId: string, body: WebhookInput): Promise<unknown>;
  getWebhook(appId: string, webhookId: string): Promise<unknown>;
  updateWebhook(appId: string, webhookId: string, body: WebhookInput): Promise<unknown>;
  deleteWebhook(appId: string, webhookId: string): Promise<unknown>;
}

/** The error of a response that is no success. */
export class PeerError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`the request failed with ${status}`);
    this.status = status;
    this.body = body;
  }
}

const maxRetries = 2;
const retryableStatuses = [408, 429, 500, 502, 503, 504];

/**
 * Adds to `fetch` what openapi-fetch, hey-api and orval leave to their users: a timeout for each
 * attempt, and retries with backoff that respect `Retry-After` and repeat no POST that may have
 * arrived. It takes a `Request` or a URL with options, as those libraries call it.
 */
export const retryingFetch =
  ({ fetch }: Settings): Settings["fetch"] =>
  async (input, init) => {
    const method = init?.method ?? (input instanceof Request ? input.method : "GET");
    for (let attempt = 0; ; attempt += 1) {
      const result = await fetchInTime(fetch, input, init).catch((error: unknown) => ({ error }));
      if (attempt === maxRetries || !isRetryable(method, result)) {
        if ("error" in result) throw result.error;
        return result;
      }
      await new Promise((resolve) => setTimeout(resolve, waitAfter(result, attempt)));
    }
  };

type Result = Response | { error: unknown };

function isRetryable(method: string, result: Result): boolean {
  if ("error" in result) return method !== "POST";
  return result.status === 429 || (method !== "POST" && retryableStatuses.includes(result.status));
}

/** The milliseconds to wait after so many attempts. */
function waitAfter(result: Result, attempts: number): number {
  const seconds = "error" in result ? null : result.headers.get("Retry-After");
  return Number(seconds) * 1000 || 250 * 2 ** attempts * Math.random();
}

async function fetchInTime(
  fetch: Settings["fetch"],
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 30_000);
  try {
    // A request with a body can be sent only once.
    const target = input instanceof Request && input.body ? input.clone() : input;
    return await fetch(target, { ...init, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}
