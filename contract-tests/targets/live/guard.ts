import { methods } from "../../../scripts/contract/document.js";
import type { LiveSettings } from "./settings.js";

/** Ids that the suite asks for where it wants none to exist begin so. */
const inventedId = /^none_/;

/** Refuses what could touch anything that is not the run's. */
export function guard(
  { method, url }: Request,
  settings: Pick<LiveSettings, "url" | "isReadOnly">,
  made: ReadonlySet<string>,
): void {
  if (!url.startsWith(`${settings.url}/`)) throw new Error(`${url} is not the target's`);
  if (!methods.includes(method.toLowerCase() as "get")) throw new Error(`${method} is unknown`);
  if (method === "GET") return;
  if (settings.isReadOnly) throw new Error(`--read-only sends no ${method}`);
  const id = webhookIn(url);
  if (id === undefined ? method === "POST" : made.has(id) || inventedId.test(id)) return;
  throw new Error(`${method} ${new URL(url).pathname} could touch a webhook of others`);
}

/** The id of the webhook that a URL is about. */
export function webhookIn(url: string): string | undefined {
  const [, id] = new URL(url).pathname.match(/\/webhooks\/([^/]+)$/) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id);
}
