import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Strict } from "../../targets/target.js";
import { ErrorResponse, respond, respondWithError } from "./error-responses.js";
import { deliver, type Seconds } from "./faulty-delivery.js";
import { checkMethod, perform, readCall } from "./faulty-operations.js";
import { Webhooks } from "./faulty-store.js";
import type { Has } from "./planted-bugs.js";

/** An implementation of the Webhooks API that has nothing to do with the sandbox. */
export interface FaultyServer {
  /** Where any token and any app will do. */
  url: string;
  /** Where only what `strict` says exists. */
  strictUrl: string;
  strict: Strict;
  /** Lets something happen to an app; resolves once all is delivered or given up. */
  trigger(app: string, eventType: string): Promise<void>;
  now: Seconds;
  close(): Promise<void>;
}

const strict: Strict = {
  reader: "third-reader",
  writer: "third-writer",
  revoked: "third-revoked",
  counted: "third-counted",
  rateLimit: 5,
  app: randomUUID(),
};

export async function startFaultyServer(has: Has): Promise<FaultyServer> {
  const webhooks = new Webhooks(has);
  const counted = { requests: 0 };
  let seconds = Math.floor(Date.now() / 1_000);
  const now = () => {
    seconds += 1;
    return seconds;
  };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing, webhooks, counted, has).catch((error) => {
      if (error instanceof ErrorResponse) respondWithError(outgoing, error, has);
      else respond(outgoing, 500, { error: { code: 500, message: "Broken" } });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/open/v2`,
    strictUrl: `${origin}/strict/v2`,
    strict,
    now,
    async trigger(app, eventType) {
      const subscribed = webhooks
        .of(app)
        .filter(({ isActive, eventTypes }) => isActive && eventTypes.includes(eventType));
      for (const one of subscribed) await deliver(one, eventType, `ev-${randomUUID()}`, now, has);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  webhooks: Webhooks,
  counted: { requests: number },
  has: Has,
): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://third");
  const call = await readCall(incoming, url);
  checkMethod(call);
  const [, token] = incoming.headers.authorization?.match(/^MxToken (\S+)$/) ?? [];
  if (token === undefined) throw new ErrorResponse(401, "There is no token");
  if (url.pathname.startsWith("/strict/")) checkStrictly(token, call, counted);
  const [status, body] = perform(webhooks, call, has);
  respond(outgoing, status, body);
}

function checkStrictly(
  token: string,
  { app, method }: { app: string; method: string },
  counted: { requests: number },
): void {
  const { reader, writer, rateLimit } = strict;
  const isEnough = method === "GET" ? [reader, writer, strict.counted] : [writer, strict.counted];
  if (!isEnough.includes(token)) throw new ErrorResponse(403, "The token is not accepted");
  if (app !== strict.app) throw new ErrorResponse(404, `No app ${app}`);
  if (token !== strict.counted) return;
  counted.requests += 1;
  if (counted.requests <= rateLimit) return;
  throw new ErrorResponse(429, "Too many requests", {
    "x-ratelimit-limit": `${rateLimit}`,
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "3600",
  });
}
