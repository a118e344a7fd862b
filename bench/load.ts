import autocannon from "autocannon";
import { headers } from "./webhook.js";

/** What is asked for again and again. */
export interface Load {
  path: string;
  method?: "GET" | "POST";
  body?: string;
}

/** Requests that a server answers per second, asked by ten connections for so many seconds. */
export async function requestsPerSecond(
  url: string,
  { path, method = "GET", body }: Load,
  seconds: number,
): Promise<number> {
  const result = await autocannon({
    url: url + path,
    method,
    headers,
    ...(body !== undefined && { body }),
    connections: 10,
    duration: seconds,
    sampleInt: 100,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${method} ${path} fails: ${result.non2xx} refused, ${result.errors} errors`);
  }
  return result["2xx"] / result.duration;
}
