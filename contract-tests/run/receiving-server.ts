import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Request } from "../oracle/http-exchange.js";
import { deliveryRecorder } from "./recording.js";

/**
 * Takes what arrives at a port of this machine.
 *
 * @param statuses - of the first responses; after the last of them 204
 * @returns its URL, and what arrived, in its order
 */
export async function startReceivingServer(statuses: number[] = []) {
  const received: Request[] = [];
  const answers = [...statuses];
  const record = deliveryRecorder();
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming);
    received.push(request);
    const status = answers.shift() ?? 204;
    // A redirect leads back here, so that following it is noticed.
    outgoing.writeHead(status, status >= 300 && status < 400 ? { location: "/redirected" } : {});
    outgoing.end();
    record({
      method: request.method,
      url: `http://${request.headers.host}${request.path.target}`,
      requestHeaders: request.headers,
      requestBody: request.body ?? "",
      status,
      responseHeaders: {},
      responseBody: "",
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "",
    path: { target: incoming.url ?? "" },
    query: {},
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  };
}
