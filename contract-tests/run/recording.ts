import { AsyncLocalStorage } from "node:async_hooks";

/** A request and its response as they went over the wire, but without the token of a live target. */
export interface RecordedExchange {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  responseHeaders: Record<string, string>;
  responseBody: string;
  /** The request is a delivery that the target sent. */
  isDelivery?: true;
}

/** What is kept of a check while it runs. */
interface Recording {
  /** Sends its requests. */
  fetch: typeof globalThis.fetch;
  exchanges: RecordedExchange[];
  notes: string[];
}

/** Checks run concurrently, and should not have to pass on what only reports need. */
const recordings = new AsyncLocalStorage<Recording>();

/** Records what `run` sends through `recordedFetch`. */
export const recordExchanges = (recording: Recording, run: () => Promise<void>): Promise<void> =>
  recordings.run(recording, run);

/** Adds a remark to the outcome of the check that is running. */
export function note(remark: string): void {
  recordings.getStore()?.notes.push(remark);
}

/** A function that records deliveries for the check that is running now, even when it is called later. */
export function deliveryRecorder(): (delivery: Omit<RecordedExchange, "isDelivery">) => void {
  const recording = recordings.getStore();
  return (delivery) => recording?.exchanges.push({ ...delivery, isDelivery: true });
}

/** Sends a request by the target's own `fetch`, and records it for reports. */
export async function recordedFetch(
  input: string | Request,
  init?: RequestInit,
): Promise<Response> {
  const recording = recordings.getStore();
  // Whoever follows a redirect would judge the responses of somebody else.
  const request = new Request(input, { redirect: "manual", ...init });
  if (recording === undefined) return fetch(request);
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
