import { AsyncLocalStorage } from "node:async_hooks";

/** A request and its answer, as they went over the wire: the token is not yet, or no more, in it. */
export interface RecordedExchange {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  responseHeaders: Record<string, string>;
  responseBody: string;
  /** It came from the target, which delivered something. */
  isDelivery?: true;
}

interface Recording {
  fetch: typeof globalThis.fetch;
  exchanges: RecordedExchange[];
}

/** Checks run side by side, and none of them should have to hand on what only reports want. */
const recordings = new AsyncLocalStorage<Recording>();

/** Records what `run` sends through `recordedFetch`, which sends it through `fetch`. */
export async function recordExchanges(
  fetch: typeof globalThis.fetch,
  exchanges: RecordedExchange[],
  run: () => Promise<void>,
): Promise<void> {
  await recordings.run({ fetch, exchanges }, run);
}

/** What remembers a delivery for reports: called later, it still knows of which check it is. */
export function deliveryRecorder(): (delivery: Omit<RecordedExchange, "isDelivery">) => void {
  const recording = recordings.getStore();
  return (delivery) => recording?.exchanges.push({ ...delivery, isDelivery: true });
}

/** Sends a request the way the target of this check is reached, and remembers it for reports. */
export async function recordedFetch(
  input: string | Request,
  init?: RequestInit,
): Promise<Response> {
  const recording = recordings.getStore();
  if (recording === undefined) return fetch(input, init);
  const request = new Request(input, init);
  const requestBody = await request.clone().text();
  const response = await recording.fetch(request);
  recording.exchanges.push({
    method: request.method,
    url: request.url,
    requestHeaders: Object.fromEntries(request.headers),
    requestBody,
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: await response.clone().text(),
  });
  return response;
}
