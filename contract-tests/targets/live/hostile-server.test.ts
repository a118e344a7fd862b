import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../../../src/sandbox/index.js";
import { contract } from "../../contract.js";
import { failuresByCause } from "../../report/report.js";
import { htmlReport } from "../../report/report-html.js";
import { junitReport, terminalSummary } from "../../report/write-report.js";
import { runLive } from "./live-run.js";
import { LiveTransport } from "./live-transport.js";

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";

const hastyClock: Clock = { ...systemClock, schedule: (run) => systemClock.schedule(run, 30) };
const bomb = gzipSync(Buffer.alloc(32 * 2 ** 20));
const longText = Buffer.alloc(15_000_000, "x");

const error = (response: ServerResponse, text: string | Buffer) =>
  response.writeHead(500, { "content-type": "text/plain" }).end(text);

function endless(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const more = () => response.destroyed || response.write("x".repeat(2 ** 16), more);
  more();
}

const hostile: [string, RequestListener, string][] = [
  ["an endless body", (_, response) => endless(response), "A response is larger than 1 MB"],
  [
    "a gzip bomb",
    (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    "A response is larger than 1 MB",
  ],
  [
    "error texts of 15 MB",
    (_, response) => error(response, longText),
    "A response is larger than 1 MB",
  ],
  ["silence", () => {}, "listWebhooks does not respond within 10 s"],
  [
    "a header that never ends",
    (_, { socket }) => socket?.write("HTTP/1.1 200 OK\r\nx-slow: a"),
    "listWebhooks does not respond within 10 s",
  ],
  [
    "a connection that is reset",
    ({ socket }) => socket.resetAndDestroy(),
    "No complete HTTP response arrives (ECONNRESET)",
  ],
  [
    "a redirect to itself",
    ({ url }, response) => response.writeHead(302, { location: url }).end(),
    "A response is a redirect (302)",
  ],
  [
    "an error with every header and escape sequences",
    ({ headers }, response) =>
      error(
        response,
        `\u001b[2J\u202e${JSON.stringify(headers)}${btoa(`${headers.authorization}`)}`,
      ),
    "An error response is text/plain",
  ],
];

describe("runLive", () => {
  it.each(hostile)("reports a server that sends %s", async (_, behaviour, headline) => {
    const server = createServer(behaviour);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const transport = new LiveTransport(contract, {
      ...{
        url: `http://127.0.0.1:${port}`,
        token,
        app,
        isReadOnly: false,
        maxRequests: 120,
        fetch,
      },
      // Where nothing will arrive however long the run waits, time-outs come sooner.
      clock: headline.endsWith("10 s") ? hastyClock : systemClock,
    });
    const { report } = await runLive(transport, "ab12");
    server.close();
    server.closeAllConnections();
    expect(failuresByCause(report).map(([cause]) => cause)).toContain(headline);
    expect(transport.progress.requests).toBeLessThanOrEqual(120);
    expect(terminalSummary(report), "a status that no server sent").not.toMatch(/\b599\b/);
    for (const text of [htmlReport(report), junitReport(report), terminalSummary(report)]) {
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/MGExYjJj|(?![\t\n])\p{Cc}|\p{Bidi_Control}/u);
    }
  });
});
