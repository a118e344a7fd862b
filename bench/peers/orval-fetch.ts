import { PeerError, retryingFetch, type Settings } from "./retrying-fetch.js";

let settings: Settings;

/** Orval generates functions, not a client: its settings are those of the module. */
export function setUpOrval(given: Settings): void {
  settings = { ...given, fetch: retryingFetch(given) };
}

/** The "mutator" through which the generated functions send: it adds token, retries and errors. */
export async function orvalFetch<Result>(path: string, init: RequestInit): Promise<Result> {
  const headers = {
    ...(init.headers as Record<string, string>),
    Authorization: `MxToken ${settings.token}`,
  };
  const response = await settings.fetch(settings.baseUrl + path, { ...init, headers });
  const text = await response.text();
  const data: unknown = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw new PeerError(response.status, data);
  return { data, status: response.status, headers: response.headers } as Result;
}
