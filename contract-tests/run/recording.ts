import { AsyncLocalStorage } from "node:async_hooks";

/** A request and its response as they went over the wire, but without the token of a live target. */
export interface RecordedExchange {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  status: number;
  responseHeaders: Record<string, string>;
  /** Not longer than a report needs. */
  responseBody: string;
  isCut?: true;
  /** The request is a delivery that the target sent. */
  isDelivery?: true;
}

/** Sends a request; the body is a text. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Characters that are kept of the body of a response. */
const maxRecorded = 250_000;

/** What is kept of a check while it runs. */
interface Recording {
  /** Sends its requests. */
  fetch: Fetch;
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
export async function recordedFetch(url: string, init: RequestInit): Promise<Response> {
  const recording = recordings.getStore();
  // Whoever follows a redirect would judge the responses of somebody else.
  const sent = { ...init, redirect: "manual" } as const;
  if (recording === undefined) return fetch(url, sent);
  // With the headers that are added where they are missing.
  const { method, headers } = new Request(url, sent);
  const response = await recording.fetch(url, { ...sent, headers });
  const responseBody = await response.text();
  recording.exchanges.push({
    method,
    url,
    requestHeaders: Object.fromEntries(headers),
    requestBody: typeof init.body === "string" ? init.body : "",
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    ...(responseBody.length > maxRecorded
      ? // A copy, because a slice would keep the whole text in memory.
        { responseBody: structuredClone(responseBody.slice(0, maxRecorded)), isCut: true as const }
      : { responseBody }),
  });
  return new Response(responseBody === "" ? null : responseBody, response);
}
