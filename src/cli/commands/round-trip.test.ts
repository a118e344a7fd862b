import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../receiver/testing/listen.js";

const execute = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "round-trip-"));
afterAll(() => rm(folder, { recursive: true }));

const secret = "whsec_Y2FuYXJ5LXNlY3JldC1vZi10aGUtcm91bmQtdHJpcA==";
const root = join(import.meta.dirname, "../../..");
const env = { PATH: process.env.PATH, SECRET: secret };
const program = ["--import", "tsx", "src/cli/main.ts"];
const own = ["--secret", "env:SECRET"];

/** Runs the command line in a process of its own. */
const run = (...args: string[]) =>
  execute(process.execPath, [...program, ...args, ...own], { cwd: root, env });

/** Starts `listen`; its output is complete once it has ended. */
async function startListening(...args: string[]) {
  const all = [...program, "listen", "--port", "0", ...args, ...own];
  const child = spawn(process.execPath, all, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [line] = await once(child.stderr, "data");
  const [url = ""] = /http:\S+(?=\.)/.exec(String(line)) ?? [];
  return {
    url,
    async stop() {
      child.kill("SIGINT");
      const [exitCode] = await once(child, "close");
      expect(exitCode).toBe(0);
      return output;
    },
  };
}

describe("the command line in processes of its own", () => {
  it("receives what it sends, and verifies what was recorded on the way", async () => {
    const receiver = await startListening();
    const proxy = await listen(
      createServer(async (request, response) => {
        const chunks = await request.toArray();
        const body = Buffer.concat(chunks);
        const { host: _, connection: __, ...headers } = request.headers;
        await writeFile(join(folder, "headers.json"), JSON.stringify(headers));
        await writeFile(join(folder, "body.json"), body);
        const sent = headers as Record<string, string>;
        const passed = await fetch(receiver.url, {
          method: "POST",
          headers: sent,
          body,
        });
        response.writeHead(passed.status).end();
      }),
    );
    const { stdout } = await run("send", proxy, "--set", "branchName=Grüße");
    const sent = JSON.parse(stdout);
    expect(sent).toMatchObject({ status: 204, event: "teamserver.push" });

    const recorded = [
      "--headers",
      join(folder, "headers.json"),
      "--body",
      join(folder, "body.json"),
    ];
    const verified = await run("verify", ...recorded);
    expect(JSON.parse(verified.stdout)).toMatchObject({ verified: true, id: sent.id });

    const shown = await receiver.stop();
    expect(JSON.parse(shown)).toMatchObject({
      id: sent.id,
      event: "teamserver.push",
      status: 204,
      payload: { branchName: "Grüße" },
    });
    expect(stdout + verified.stdout + shown).not.toContain(secret.slice(6));
  }, 30_000);

  it("accepts a delivery that openssl signs and curl sends", async () => {
    const receiver = await startListening();
    const body = '{"eventType":"openssl.test","text":"ü"}';
    await writeFile(join(folder, "body.json"), body);
    const script = `
      timestamp=$(date +%s)
      signature=$({ printf 'msg_openssl.%s.' "$timestamp"; cat body.json; } |
        openssl dgst -sha256 -hmac "$SECRET" -binary | openssl base64 -A)
      curl --silent --write-out '%{http_code}' --data-binary @body.json "${receiver.url}" \\
        -H 'content-type: application/json' -H 'webhook-id: msg_openssl' \\
        -H "webhook-timestamp: $timestamp" -H "webhook-signature: v1,$signature"
    `;
    const { stdout } = await execute("/bin/sh", ["-c", script], { cwd: folder, env });
    expect(stdout).toBe("204");
    const shown = JSON.parse(await receiver.stop());
    expect(shown).toMatchObject({ id: "msg_openssl", event: "unknown", payload: JSON.parse(body) });
  }, 30_000);
});
