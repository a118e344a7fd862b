import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { readLimited } from "../shared/read-limited.js";

/** Of a request that came through a socket there are also Node's own objects. */
export interface Environment {
  Bindings: Partial<HttpBindings>;
}

/** From where it costs nothing: for `Headers`, all that came would have to be copied. */
export function headerOf(
  { req, env }: Context<Environment>,
  name: "authorization" | "content-type" | "content-length" | "prefer",
): string | undefined {
  const value = env?.incoming ? env.incoming.headers[name] : req.header(name);
  return typeof value === "string" ? value : value?.join(", ");
}

/** The body of a request; undefined for one that is too large, of which no more is read. */
export async function readText(
  context: Context<Environment>,
  maxBytes: number,
): Promise<string | undefined> {
  const length = headerOf(context, "content-length");
  if (Number(length) > maxBytes) return undefined;
  // Node's parser holds a sender to the length that it announced.
  if (length !== undefined) return context.req.text();
  const body = await readLimited(context.req.raw, maxBytes);
  return body === "too large" ? undefined : new TextDecoder().decode(body);
}
