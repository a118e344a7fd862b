import { lookup as systemLookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { Failure } from "./failure.js";
import { guardLookup, refusePrivateLiteral } from "./targets.js";
import { type Answer, longestAnswer, type Outgoing, startOf, type Transport } from "./transport.js";

/** How {@link createNetwork} reaches hosts. */
export interface NetworkOptions {
  /** Whether hosts may be reached that are not of the public internet. */
  allowPrivateTargets: boolean;
  /** Finds the addresses of a name. @default node:dns */
  lookup?: LookupFunction;
}

/** A transport over HTTP and HTTPS, with a connection for each request and no redirects. */
export function createNetwork(options: NetworkOptions): Transport {
  const { allowPrivateTargets, lookup = systemLookup } = options;
  const guarded = allowPrivateTargets ? lookup : guardLookup(lookup);
  return async (outgoing) => {
    // Node looks up names only.
    if (!allowPrivateTargets) refusePrivateLiteral(outgoing.url);
    return exchange(outgoing, guarded);
  };
}

function exchange(outgoing: Outgoing, lookup: LookupFunction): Promise<Answer> {
  const { url, headers, body, signal } = outgoing;
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    // Without an agent node asks for `connection: close`, as the service does.
    const sent = request(url, { method: "POST", headers, lookup, signal, agent: false });
    let isAnswered = false;
    sent.on("response", (incoming) => {
      isAnswered = true;
      read(incoming).then(resolve, reject);
    });
    sent.on("error", reject);
    sent.on("close", () => {
      if (!isAnswered) reject(new Failure("connection closed without an answer"));
    });
    sent.end(body);
  });
}

function read(incoming: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headers } = incoming;
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const end = () => resolve({ status, location: headers.location, ...startOf(chunks) });
    incoming.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length < longestAnswer) return;
      end();
      incoming.destroy();
    });
    incoming.on("end", end);
    incoming.on("error", reject);
  });
}
