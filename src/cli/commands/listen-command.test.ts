import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { sign } from "../../receiver/index.js";
import { listen } from "../../receiver/testing/listen.js";
import { runCommand, startCommand } from "../testing/run-command.js";

const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
const other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const env = { SECRET: secret, OTHER: other };
const body = '{"eventType":"teamserver.push","branchName":"main"}';

const closed = "connection closed before the response was complete";

async function start(args: string[] = [], settings: { isTerminal?: boolean } = {}) {
  const own = ["listen", "--port", "0", "--secret", "env:SECRET", ...args];
  const started = startCommand(own, { env, ...settings });
  const [, url = ""] = await started.matching(/Listening at (\S+)\. /);
  const deliver = async (id: string, secrets = secret, headers = {}) => {
    const signed = await sign({ id, body, secrets });
    const init = { method: "POST", body, headers: { ...signed, ...headers } };
    return fetch(url, { ...init, redirect: "manual" });
  };
  const lines = () =>
    started.written.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  return { ...started, url, deliver, lines };
}

describe("mendix-webhooks listen", () => {
  it("writes a line of JSON for each delivery in a pipe, and marks duplicates", async () => {
    const { deliver, lines, stop } = await start(["--secret", "env:OTHER"]);
    const statuses = [
      await deliver("msg_1"),
      await deliver("msg_1"),
      await deliver("msg_2", other),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([204, 200, 204]);
    expect(lines()).toMatchObject([
      { id: "msg_1", event: "teamserver.push", status: 204, payload: JSON.parse(body) },
      { id: "msg_1", isDuplicate: true },
      { id: "msg_2" },
    ]);
    expect(lines()[0].violations).toContain("after is required");
    expect(lines()[2]).not.toHaveProperty("isDuplicate");
    expect(await stop()).toBe(0);
  });

  it("says why it refuses a delivery", async () => {
    const { deliver, lines, url, written } = await start();
    expect((await deliver("msg_1", other)).status).toBe(401);
    expect((await deliver("msg_2", secret, { "content-type": "text/plain" })).status).toBe(415);
    expect((await fetch(url)).status).toBe(405);
    const large = "x".repeat(2 ** 20 + 1);
    const headers = { ...(await sign({ id: "msg_3", body: large, secrets: secret })) };
    expect((await fetch(url, { method: "POST", body: large, headers })).status).toBe(413);
    expect(lines()).toMatchObject([
      { status: 401, code: "no_match", causes: [expect.stringMatching(/^No secret given/)] },
      { status: 415, code: "application/json only", id: "msg_2" },
      { status: 405, code: "POST only" },
      { status: 413, code: "more than 1048576 bytes" },
    ]);
    expect(written.stdout + written.stderr).not.toContain(secret);
  });

  it("shows events with colours on a terminal, and causes in words", async () => {
    const { deliver, written } = await start([], { isTerminal: true });
    await deliver("msg_1");
    await deliver("msg_1");
    await deliver("msg_2", other);
    const plain = stripVTControlCharacters(written.stdout).replace(/\d\d:\d\d:\d\d/g, "TIME");
    expect(written.stdout).toContain("\u001B[1mteamserver.push\u001B[22m");
    expect(plain).toContain(`TIME 204 teamserver.push msg_1\n`);
    expect(plain).toContain('{\n  "eventType": "teamserver.push",\n  "branchName": "main"\n}\n');
    expect(plain).toContain("TIME 200 teamserver.push msg_1 again\n");
    expect(plain).toContain("TIME 401 refused: no_match msg_2\n  No secret given");
  });

  it("forwards the bytes and headers unchanged, and returns the response", async () => {
    const received: { headers: IncomingMessage["headers"]; body: string }[] = [];
    const target = await listen(
      createServer(async (request, response) => {
        const bytes = Buffer.concat(await request.toArray());
        received.push({ headers: request.headers, body: bytes.toString() });
        response.writeHead(302, { location: "/login" }).end("moved");
      }),
    );
    const { deliver, lines } = await start(["--forward-to", `${target}/hooks`]);
    const response = await deliver("msg_1", secret, { authorization: "Bearer canary" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/login"]);
    expect(await response.text()).toBe("moved");
    const signed = await sign({ id: "msg_1", body, secrets: secret });
    expect(received).toMatchObject([
      { body, headers: { "webhook-id": "msg_1", authorization: "Bearer canary" } },
    ]);
    expect(received[0]?.headers["webhook-signature"]).toHaveLength(
      signed["webhook-signature"].length,
    );
    expect(lines()).toMatchObject([{ id: "msg_1", status: 302 }]);
    expect(JSON.stringify(lines())).not.toContain("canary");
  });

  it("responds with 502 when it cannot forward", async () => {
    const server = createServer((request) => request.destroy());
    const target = await listen(server);
    const { deliver, lines } = await start(["--forward-to", `${target}/hooks`]);
    expect((await deliver("msg_1")).status).toBe(502);
    expect(lines()).toMatchObject([{ causes: [`${target}: ${closed}`] }]);
  });

  it("receives what 'send' sends, which 'verify' verifies as recorded on the way", async () => {
    const folder = await mkdtemp(join(tmpdir(), "round-trip-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [headers, recorded] = [join(folder, "headers.json"), join(folder, "body.json")];
    const proxy = await listen(
      createServer(async (request, response) => {
        const { host: _, connection: __, ...others } = request.headers;
        await writeFile(headers, JSON.stringify(others));
        await writeFile(recorded, Buffer.concat(await request.toArray()));
        const sent = { headers: others as Record<string, string>, body: await readFile(recorded) };
        response.writeHead((await fetch(url, { method: "POST", ...sent })).status).end();
      }),
    );
    const { url, lines } = await start();
    const own = ["--secret", "env:SECRET"];
    const sending = ["send", proxy, "--set", "branchName=Grüße", ...own];
    const sent = JSON.parse((await runCommand(sending, { env })).stdout);
    expect(sent).toMatchObject({ status: 204, event: "teamserver.push" });
    expect(lines()).toMatchObject([{ id: sent.id, payload: { branchName: "Grüße" } }]);
    const verifying = ["verify", "--headers", headers, "--body", recorded, ...own];
    const verified = JSON.parse((await runCommand(verifying, { env })).stdout);
    expect(verified).toMatchObject({ verified: true, id: sent.id });
  });

  it("accepts a delivery that openssl signs and curl sends", async () => {
    const { url, lines } = await start();
    const script = `
      timestamp=$(date +%s)
      signature=$(printf 'msg_openssl.%s.%s' "$timestamp" "$BODY" |
        openssl dgst -sha256 -hmac "$SECRET" -binary | openssl base64 -A)
      curl --silent --write-out '%{http_code}' --data-binary "$BODY" "${url}" \\
        -H 'content-type: application/json' -H 'webhook-id: msg_openssl' \\
        -H "webhook-timestamp: $timestamp" -H "webhook-signature: v1,$signature"
    `;
    const own = { PATH: process.env.PATH, BODY: '{"eventType":"openssl.test","text":"ü"}', ...env };
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", script], { env: own });
    expect(stdout).toBe("204");
    expect(lines()).toMatchObject([{ id: "msg_openssl", payload: JSON.parse(own.BODY) }]);
  });
});
