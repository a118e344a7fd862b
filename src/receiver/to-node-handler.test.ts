import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { createReceiver, toNodeHandler } from "./index.js";
import { listen } from "./testing/listen.js";
import { now, secret, signedDelivery } from "./testing/signed-deliveries.js";

/** Starts a server with a receiver, optionally behind a body parser. */
async function serve(parse?: (raw: Buffer) => object, onError = vi.fn()) {
  const onUnknown = vi.fn();
  const receiver = createReceiver({ secrets: secret, now, onUnknown, maxBodyBytes: 100_000 });
  const handler = toNodeHandler(receiver, onError);
  const server = createServer(async (request, response) => {
    if (parse) Object.assign(request, parse(await buffer(request)));
    await handler(request, response);
  });
  return { onError, onUnknown, handler, server, url: `${await listen(server)}/hook` };
}

async function deliver(url: string) {
  const { headers, body } = await signedDelivery('{ "name": "Grüße" }');
  return fetch(url, { method: "POST", headers, body });
}

/** A request in the words of HTTP, because `fetch` refuses to send a bad one. */
async function sendRaw(url: string, requestLine: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(`${requestLine} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  return text(socket);
}

describe("toNodeHandler", () => {
  it.each([
    ["405", "POST only", "TRACE /hook"],
    ["405", "POST only", "OPTIONS *"],
    ["405", "POST only", "PROPFIND /hook"],
    ["400", "bad request", "POST http://user:password@[x"],
    ["400", "bad request", "POST http://user:password@host/hook"],
    ["400", "bad request", "GET //"],
  ])("responds quietly with %s '%s' to %s", async (status, body, requestLine) => {
    const { url, onError } = await serve();
    const write = vi.spyOn(console, "error");
    const response = await sendRaw(url, requestLine);
    expect(response).toContain(`HTTP/1.1 ${status} `);
    expect(response).toContain(`\r\n${body}`);
    expect(response.includes("allow: POST\r\n")).toBe(status === "405");
    expect(response).not.toContain("password");
    expect(onError).not.toHaveBeenCalled();
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it("responds with 413 to a body that is too large, as soon as it is known", async () => {
    const { url } = await serve();
    const { headers } = await signedDelivery("");
    const request = httpRequest(url, { method: "POST", headers });
    request.write("x".repeat(200_000));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it.each<[string, (raw: Buffer) => object]>([
    ["bytes in `body`, as express.raw()", (raw) => ({ body: raw })],
    ["text in `body`, as express.text()", (raw) => ({ body: raw.toString() })],
    ["`rawBody`, as the Functions Framework", (raw) => ({ rawBody: raw, body: { parsed: true } })],
    ["`rawBody` as text", (raw) => ({ rawBody: raw.toString(), body: { parsed: true } })],
  ])("accepts the raw body of a parser that keeps %s", async (_, parse) => {
    const { url, onUnknown } = await serve(parse);
    expect((await deliver(url)).status).toBe(204);
    expect(onUnknown).toHaveBeenCalledWith({ name: "Grüße" }, expect.anything());
  });

  it("accepts a body that arrives as text", async () => {
    const { url, server } = await serve();
    server.prependListener("request", (request) => request.setEncoding("utf8"));
    expect((await deliver(url)).status).toBe(204);
  });

  it("says which line to change when a parser consumed the body, instead of hanging", async () => {
    const { url, onError } = await serve((raw) => ({ body: JSON.parse(raw.toString()) }));
    expect((await deliver(url)).status).toBe(500);
    const message = expect.stringMatching(/express\.raw\(.*addContentTypeParser\('\*'/);
    expect(onError.mock.calls).toMatchObject([[{ code: "body_was_parsed", message }]]);
  });

  it("reads no more of the body than the receiver asks for", async () => {
    const { handler } = await serve();
    const chunk = { value: new Uint8Array(200_000), done: false };
    const [next, end] = [vi.fn(async () => chunk), vi.fn(async () => ({ ...chunk, done: true }))];
    const body = { [Symbol.asyncIterator]: () => ({ next, return: end }) };
    const { headers } = await signedDelivery("");
    const response = { writeHead: vi.fn(), end: vi.fn() };
    const refused = [{ "webhook-id": "" }, { "content-length": "200000" }];
    for (const added of refused) {
      await handler({ method: "POST", headers: { ...headers, ...added }, ...body }, response);
    }
    expect(next).not.toHaveBeenCalled();
    await handler({ method: "POST", headers, ...body }, response);
    expect(response.writeHead.mock.calls.map(([status]) => status)).toEqual([400, 413, 413]);
    expect([next, end].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    await handler({ method: "POST", headers, ...body }, { ...response, destroyed: true });
    expect(response.writeHead).toHaveBeenCalledTimes(3);
  });

  it("responds with 500 if the receiver throws, which it reports", async () => {
    const [onError, error] = [vi.fn(), new Error("unavailable")];
    const response = { writeHead: vi.fn(), end: vi.fn() };
    const handler = toNodeHandler(() => Promise.reject(error), onError);
    await handler({ headers: {}, async *[Symbol.asyncIterator]() {} }, response);
    expect(response.writeHead).toHaveBeenCalledWith(500, expect.anything());
    expect(response.end).toHaveBeenCalledWith("not handled");
    expect(onError.mock.calls).toEqual([[error]]);
  });

  it("takes two lines of signatures as one list", async () => {
    const { url } = await serve();
    const { headers, body } = await signedDelivery("{}");
    const signatures = ["v1,other", headers["webhook-signature"]];
    const all = { ...headers, "webhook-signature": signatures };
    const request = httpRequest(url, { method: "POST", headers: all }).end(body);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(204);
  });

  it("responds once and never rejects when something else responded, or a hook fails", async () => {
    const write = vi.spyOn(console, "error").mockImplementation(() => {});
    const onError = vi.fn(() => Promise.reject(new Error("unavailable")));
    const { url, handler, server } = await serve(undefined, onError);
    let handled: Promise<void> | undefined;
    server.removeAllListeners("request").on("request", (request, response) => {
      response.writeHead(503).end("too slow");
      handled = handler(request, response);
    });
    const response = await fetch(url, { method: "POST" });
    expect([response.status, await response.text()]).toEqual([503, "too slow"]);
    await handled;
    expect(onError.mock.calls).toMatchObject([[{ code: "already_responded" }]]);
    expect(write.mock.calls).toEqual([[Error("unavailable")]]);
    write.mockRestore();
  });
});
