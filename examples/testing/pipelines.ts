import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { delivery, error, log, push, type Send, sendTo } from "./deliveries.js";

/** What the example asked of the service that runs pipelines. */
export interface Call {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

export const token = "token-of-the-service";

/** In place of the service: keeps what it was asked, and answers what the test wants. */
export const service = {
  calls: [] as Call[],
  /** Answers the calls in their order; all further ones are accepted. */
  answers: [] as ((response: ServerResponse) => void)[],
  url: "",
};

/** Starts the service, then the example that calls it, and tells how to send to the example. */
export function startWithService(accepted: number, start: () => Promise<Server>): Send {
  const accept = (response: ServerResponse) => response.writeHead(accepted).end();
  const fake = createServer(async (request, response) => {
    const { method, url: path, headers } = request;
    let body = "";
    for await (const chunk of request) body += chunk;
    service.calls.push({ method, path, headers, body });
    (service.answers.shift() ?? accept)(response);
  });
  let server: Server;
  const portOf = (one: Server) => (one.address() as AddressInfo).port;
  beforeAll(async () => {
    await once(fake.listen(0, "127.0.0.1"), "listening");
    service.url = `http://127.0.0.1:${portOf(fake)}/api`;
    server = await start();
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  beforeEach(() => {
    service.calls = [];
    service.answers = [];
  });
  afterAll(() => {
    for (const one of [server, fake]) {
      one.closeAllConnections();
      one.close();
    }
  });
  return sendTo(() => portOf(server));
}

/** What every example that starts a pipeline does with pushes and with failures. */
export function startsPipelines(send: Send): void {
  it("starts one pipeline for one delivery", async () => {
    const twice = await delivery();
    expect((await send(twice)).status).toBe(204);
    expect((await send(twice)).status).toBe(200);
    expect(service.calls).toHaveLength(1);
  });

  it("starts nothing for another branch", async () => {
    expect((await send(await delivery({ ...push, branchName: "try" }))).status).toBe(204);
    expect(service.calls).toEqual([]);
  });

  it("starts nothing for a forged delivery", async () => {
    const forged = await delivery();
    forged.headers.set("webhook-id", "msg_other");
    expect((await send(forged)).status).toBe(401);
    expect(service.calls).toEqual([]);
  });

  it("fails where the service fails, and starts the pipeline on the next attempt", async () => {
    const retried = await delivery();
    service.answers = [(response) => response.writeHead(500).end(`no, ${token}`)];
    expect((await send(retried)).status).toBe(500);
    expect(String(error.mock.calls[0]?.[0])).toMatch(/ answered 500$/);
    expect((await send(retried)).status).toBe(204);
    expect(service.calls).toHaveLength(2);
  });

  it("does not follow a redirect", async () => {
    const location = `${service.url}/elsewhere`;
    service.answers = [(response) => response.writeHead(301, { location }).end()];
    expect((await send(await delivery())).status).toBe(500);
    expect(service.calls).toHaveLength(1);
  });

  it("gives up on a service that does not answer, after ten seconds", async () => {
    const clock = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(clock.signal);
    service.answers = [() => clock.abort(new DOMException("too late", "TimeoutError"))];
    const response = await send(await delivery());
    expect(timeout.mock.calls).toEqual([[10_000]]);
    timeout.mockRestore();
    expect(response.status).toBe(500);
  });

  it("fails where the service cannot be reached", async () => {
    service.answers = [(response) => response.destroy()];
    expect((await send(await delivery())).status).toBe(500);
    expect(error).toHaveBeenCalled();
  });

  // Whatever went wrong in a test above.
  afterEach(() => {
    const written = [...log.mock.calls, ...error.mock.calls];
    expect(inspect(written, { depth: null, showHidden: true })).not.toContain(token);
  });
}

/** What every example that starts a pipeline does with a token that cannot be one. */
export function checksItsToken(name: string, start: () => Promise<unknown>): void {
  it.each([
    ["missing", ""],
    ["broken", `${token}\n`],
  ])("does not start with a %s token", async (_, value) => {
    vi.stubEnv(name, value);
    vi.resetModules();
    const failure = await start().catch(String);
    vi.unstubAllEnvs();
    expect(failure).toBe(`Error: ${name} is not set, or has spaces or line breaks`);
  });
}
